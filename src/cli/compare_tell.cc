#include "cli/compare_tell.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"

namespace zh::cli {
namespace {

using project::Basis;
using project::Difference;
using Subject = Difference::Subject;
using Change = Difference::Change;

std::string quoted(const std::string& text, const Translate& tr) { return say(tr, ZH_N("“{0}”"), text); }

/// What happened, in a line: 3612亿元 → 3621亿元.
std::string headline(const Difference& d, const Translate& tr) {
  const bool words = d.fact.empty() && d.subject != Subject::chart;
  const std::string before = words ? quoted(d.before, tr) : d.before, after = words ? quoted(d.after, tr) : d.after;
  switch (d.change) {
    case Change::changed:
      return before + " → " + after;
    case Change::removed:
      return d.subject == Subject::text && d.excerpt == d.before ? tr(ZH_N("paragraph removed"))
                                                                 : say(tr, ZH_N("removed: {0}"), before);
    case Change::added:
      return d.subject == Subject::text && d.excerpt == d.after ? tr(ZH_N("paragraph added behind it"))
                                                                : say(tr, ZH_N("added: {0}"), after);
    case Change::moved:
      return say(tr, ZH_N("paragraph moved; it now stands behind {0}"), d.after);
    case Change::unbound:
      return d.subject == Subject::chart ? tr(ZH_N("the workbook of the chart is gone"))
                                         : say(tr, ZH_N("{0} stands there, but its bookmark is gone"), d.after);
  }
  return {};
}

std::string kind_words(Basis::Kind kind, const Translate& tr) {
  switch (kind) {
    case Basis::Kind::rounding:
      return tr(ZH_N("the same value, rounded otherwise"));
    case Basis::Kind::unit:
      return tr(ZH_N("the same value in another unit"));
    case Basis::Kind::vintage:
      return tr(ZH_N("as published before"));
    case Basis::Kind::year:
      return tr(ZH_N("of another period"));
    case Basis::Kind::member:
      return tr(ZH_N("of another category or region"));
    case Basis::Kind::fact:
      return tr(ZH_N("another number of the report"));
    case Basis::Kind::observation:
      return tr(ZH_N("another observation"));
    case Basis::Kind::formula:
      return tr(ZH_N("it can be computed"));
  }
  return {};
}

void tell_bases(const std::string& number, const std::vector<Basis>& bases, const Translate& tr, std::ostream& out) {
  if (bases.empty()) {
    out << "    " << say(tr, ZH_N("Nothing in the data gives {0}."), number) << "\n";
    return;
  }
  for (const Basis& basis : bases) {
    std::string from;
    for (std::size_t i = 0; i < basis.origins.size() && i < 2; ++i) from += (i == 0 ? "   " : "；") + basis.origins[i];
    out << "    "
        << say(tr, ZH_N("Perhaps {0}: {1} = {2}"), kind_words(basis.kind, tr), expr::spelled_out(basis.what), basis.value)
        << from << "\n";
  }
}

/// Which sides of a chart say the new thing.
std::string sides(const Difference& d, const Translate& tr) {
  if (d.in_cache && d.in_workbook) return tr(ZH_N("in the drawing and in its workbook"));
  if (d.in_cache)
    return d.other_side.empty() ? tr(ZH_N("in the drawing"))
                                : say(tr, ZH_N("in the drawing only; its workbook still says {0}"), d.other_side);
  return d.other_side.empty() ? tr(ZH_N("in the workbook"))
                              : say(tr, ZH_N("in the workbook only; the drawing still shows {0}"), d.other_side);
}

void tell(const Difference& d, std::size_t number, const project::Model& model, const Translate& tr, std::ostream& out) {
  out << "\n" << fmt::format("{:>2}  ", number) << d.place << "   " << headline(d, tr);
  if (d.reversed) out << "   " << tr(ZH_N("(the opposite of what the data say)"));
  out << "\n";
  const bool is_side = d.subject == Subject::chart && (d.in_cache || d.in_workbook) && d.change != Change::unbound;
  if (is_side) out << "    " << sides(d, tr) << "\n";
  if (!d.excerpt.empty()) out << "    " << d.excerpt << "\n";
  if (!d.fact.empty()) {
    out << "    " << say(tr, ZH_N("In the project: {0}, number {1}"), expr::spelled_out(d.expression), d.fact);
    if (!d.file.empty()) out << "   " << d.file << ":" << d.line;
    out << "\n";
  } else if (!d.file.empty()) {
    out << "    " << say(tr, ZH_N("In the project: {0}"), d.file + ":" + std::to_string(d.line)) << "\n";
  }
  if (d.unbound) out << "    " << tr(ZH_N("Its bookmark is gone.")) << "\n";
  if (d.judged) tell_bases(d.after, d.bases, tr, out);
  for (const project::Typed& typed : d.typed) tell_bases(typed.text, typed.bases, tr, out);
  if (!d.lost.empty()) {
    std::string all;
    for (const std::string& id : d.lost)
      if (const report::Fact* fact = model.report.ledger.find(id)) all += (all.empty() ? "" : "、") + fact->text;
    out << "    " << say(tr, ZH_N("With it went: {0}"), all) << "\n";
  }
}

const char* name(Subject subject) {
  switch (subject) {
    case Subject::number:
      return "number";
    case Subject::cell:
      return "cell";
    case Subject::chart:
      return "chart";
    case Subject::caption:
      return "caption";
    case Subject::text:
      return "text";
  }
  return "text";
}

const char* name(Change change) {
  switch (change) {
    case Change::changed:
      return "changed";
    case Change::removed:
      return "removed";
    case Change::added:
      return "added";
    case Change::moved:
      return "moved";
    case Change::unbound:
      return "unbound";
  }
  return "changed";
}

const char* name(Basis::Kind kind) {
  switch (kind) {
    case Basis::Kind::rounding:
      return "rounding";
    case Basis::Kind::unit:
      return "unit";
    case Basis::Kind::vintage:
      return "vintage";
    case Basis::Kind::year:
      return "year";
    case Basis::Kind::member:
      return "member";
    case Basis::Kind::fact:
      return "fact";
    case Basis::Kind::observation:
      return "observation";
    case Basis::Kind::formula:
      return "formula";
  }
  return "fact";
}

using Json = nlohmann::ordered_json;

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

Json bases_json(const std::vector<Basis>& bases) {
  Json out = Json::array();
  for (const Basis& basis : bases)
    out.push_back({{"kind", name(basis.kind)}, {"what", basis.what}, {"value", basis.value}, {"origins", basis.origins}});
  return out;
}

Json difference_json(const Difference& d, std::size_t number) {
  Json j{{"number", number}, {"subject", name(d.subject)}, {"change", name(d.change)}, {"place", d.place}};
  put(j, "fact", d.fact);
  put(j, "expression", d.expression);
  put(j, "before", d.before);
  put(j, "after", d.after);
  put(j, "excerpt", d.excerpt);
  if (!d.file.empty()) j["source"] = {{"file", d.file}, {"line", d.line}};
  if (d.in_cache || d.in_workbook) {
    j["sides"] = Json::array();
    if (d.in_cache) j["sides"].push_back("cache");
    if (d.in_workbook) j["sides"].push_back("workbook");
    put(j, "other_side", d.other_side);
  }
  if (d.unbound) j["unbound"] = true;
  if (d.reversed) j["reversed"] = true;
  if (d.judged) j["bases"] = bases_json(d.bases);
  if (!d.lost.empty()) j["lost"] = d.lost;
  for (const project::Typed& typed : d.typed) j["typed"].push_back({{"text", typed.text}, {"bases", bases_json(typed.bases)}});
  j["recordable"] = d.recordable();
  return j;
}

}  // namespace

void write_compare_text(const project::Comparison& compared, const project::Model& model, const Translate& tr,
                        std::ostream& out) {
  const std::size_t numbers = compared.differences.size() - compared.edits;
  out << say(tr, ZH_N("{0}: of build {1}; {2} numbers and {3} charts looked up, {4} as in the ledger"), compared.path,
             compared.build, compared.facts, compared.charts, compared.agree)
      << "\n";
  if (compared.differences.empty()) {
    out << tr(ZH_N("Nothing was changed.")) << "\n";
    return;
  }
  bool recordable = false;
  for (std::size_t i = 0; i < compared.differences.size(); ++i) {
    if (i == 0 && numbers > 0)
      out << "\n" << say(tr, ZH_N("Numbers, tables, charts and captions: {0} differ from the ledger"), numbers) << "\n";
    if (i == numbers) out << "\n" << say(tr, ZH_N("Edits of the text: {0}"), compared.edits) << "\n";
    tell(compared.differences[i], i + 1, model, tr, out);
    recordable = recordable || compared.differences[i].recordable();
  }
  if (recordable)
    out << "\n"
        << tr(ZH_N("What was decided deliberately is recorded with --record NUMBERS --because REASON and printed by the next "
                   "build; everything else is mended in the data or in the document."))
        << "\n";
}

void write_compare_json(const project::Comparison& compared, const project::Model& model, std::ostream& out) {
  Json all{{"schema", "zhiheng.compare/1"},
           {"document", {{"path", compared.path}, {"build", compared.build}}},
           {"project", {{"title", model.config.title}, {"build", model.input_digest}}},
           {"facts", compared.facts},
           {"agree", compared.agree},
           {"charts", compared.charts},
           {"edits", compared.edits}};
  all["differences"] = Json::array();
  for (std::size_t i = 0; i < compared.differences.size(); ++i)
    all["differences"].push_back(difference_json(compared.differences[i], i + 1));
  out << all.dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace zh::cli
