#include "render/ledger_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/text.h"
#include "render/render.h"

/// ledger.json, schema "zhiheng.ledger/1", written down in docs/ledger.schema.json:
///
///     { "schema": "zhiheng.ledger/1", "program": "zhiheng 0.1.0", "build": "…", "digest": "…",
///       "document": {"title": "…", "region": "…", "issuer": "…", "date": "…"},
///       "facts": [ {"id": "q7k2m4x", "text": "3612亿元", "figure": "3612", "words": "", "expression": "…", "wording": "",
///                   "value": {"exact": "3612", "unit": "亿元", "measure": "flow", "decimals": 0, "status": "A", "low": …,
///                   "high": …}, "override": {"computed": "…", "because": "…", "by": "…", "on": "…"}, "places": [ {"kind":
///                   "text", "section": "第一章 一、", "paragraph": 3, "file": "report/1.md", "line": 14} ], "lineage": 0,
///                   "origins": [0, 1]} ],
///       "lineage": [ {"kind": "formula", "label": "…", "formula": "…", "substituted": "…", "exact": "…", "unit": "…",
///                     "inputs": [1, 2]}, {"kind": "cell", …, "origins": [0]} ],
///       "origins": [ {"file": "returns/a.xlsx", "sheet": "…", "cell": "E7", "raw": "3612", "shown": "3,612", "unit": "亿元"} ]
///       }
///
/// `lineage` and `origins` are numbered from 0 and stand once, however many facts rest on them. Exact values are integers,
/// decimals or fractions ("77/108") as text: a JSON number would lose digits.
namespace zh::render {
namespace {

using Json = nlohmann::ordered_json;

/// The exact value: a decimal where there is one, else a fraction.
std::string exact(const Rational& value) {
  const auto decimal = value.exact_decimal();
  return decimal ? decimal->str() : value.str();
}

const char* name(catalog::Measure measure) {
  using catalog::Measure;
  switch (measure) {
    case Measure::stock:
      return "stock";
    case Measure::flow:
      return "flow";
    case Measure::rate:
      return "rate";
    case Measure::index:
      return "index";
    case Measure::growth:
      return "growth";
  }
  return "flow";
}

const char* name(report::Place::Kind kind) {
  using Kind = report::Place::Kind;
  switch (kind) {
    case Kind::text:
      return "text";
    case Kind::table:
      return "table";
    case Kind::figure:
      return "figure";
    case Kind::caption:
      return "caption";
    case Kind::note:
      return "note";
  }
  return "text";
}

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}
void put(Json& object, const char* key, int value) {
  if (value != 0) object[key] = value;
}

/// An element of an array of the whole, as dump() would write it there: a ledger of a hundred thousand facts is never in memory
/// as a tree.
std::string element(const Json& json) {
  std::string out;
  for (const char c : "  " + json.dump(1, ' ', false, Json::error_handler_t::replace)) {
    out += c;
    if (c == '\n') out += "  ";  // a line break within a text is written \\n, so this one is layout
  }
  return out;
}

/// "key": [ … ] as the last member of the object that `out` is.
void append_array(std::string& out, const char* key, const std::vector<std::string>& elements) {
  out += ",\n \"" + std::string(key) + "\": [";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    out += elements[i];
  }
  out += elements.empty() ? "]" : "\n ]";
}

/// Numbers lineage nodes and origins in order of first use.
class Shared {
 public:
  int node(const expr::LineagePtr& lineage) {
    const auto known = nodes_.find(lineage.get());
    if (known != nodes_.end()) return known->second;
    const int at = static_cast<int>(lineage_.size());
    nodes_.emplace(lineage.get(), at);
    lineage_.emplace_back();
    Json j{{"kind", lineage_kind(lineage->kind)}};
    put(j, "label", lineage->label);
    put(j, "formula", lineage->formula);
    put(j, "substituted", lineage->substituted);
    if (lineage->number) j["exact"] = exact(*lineage->number);
    put(j, "unit", lineage->unit.str());
    if (lineage->status != ObsStatus::normal) j["status"] = std::string(1, letter(lineage->status));
    put(j, "note", lineage->note);
    for (const store::Origin& o : lineage->origins) j["origins"].push_back(origin(o));
    for (const expr::LineagePtr& input : lineage->inputs)
      if (input) j["inputs"].push_back(node(input));
    lineage_[static_cast<std::size_t>(at)] = element(j);
    return at;
  }

  int origin(const store::Origin& o) {
    const std::string counted = o.records ? std::to_string(o.rows) + '\x1f' + o.records->query : "";
    const std::string key = o.file + '\x1f' + o.sheet + '\x1f' + o.cell + '\x1f' + o.raw + '\x1f' + counted;
    const auto [place, fresh] = origin_at_.emplace(key, static_cast<int>(origins_.size()));
    if (fresh) {
      Json j{{"file", o.file}};
      put(j, "sheet", o.sheet);
      put(j, "cell", o.cell);
      put(j, "raw", o.raw);
      put(j, "shown", o.shown);
      put(j, "unit", o.unit);
      if (o.records)
        j["records"] = {{"kind", o.records->kind},         {"counted", o.rows},         {"query", o.records->query},
                        {"snapshot", o.records->snapshot}, {"files", o.records->files}, {"stored", o.records->rows}};
      origins_.push_back(element(j));
    }
    return place->second;
  }

  const std::vector<std::string>& lineage() const { return lineage_; }
  const std::vector<std::string>& origins() const { return origins_; }

 private:
  std::unordered_map<const expr::Lineage*, int> nodes_;
  std::map<std::string, int> origin_at_;
  std::vector<std::string> lineage_, origins_;
};

Json place_json(const report::Place& place) {
  Json j{{"kind", name(place.kind)}};
  put(j, "section", place.section);
  put(j, "id", place.id);
  put(j, "number", place.number);
  put(j, "paragraph", place.paragraph);
  put(j, "row", place.row);
  put(j, "column", place.column);
  put(j, "file", place.file);
  put(j, "line", place.line);
  return j;
}

Json value_json(const expr::Value& value) {
  Json j = Json::object();
  j["exact"] = value.number ? Json(exact(*value.number)) : Json(nullptr);
  j["unit"] = value.unit.str();
  j["measure"] = name(value.measure);
  j["decimals"] = value.decimals;
  j["status"] = std::string(1, letter(value.status));
  put(j, "bound", value.bound);
  if (value.interval) {
    j["low"] = exact(value.interval->low);
    j["high"] = exact(value.interval->high);
  }
  return j;
}

}  // namespace

const char* lineage_kind(expr::Lineage::Kind kind) {
  using Kind = expr::Lineage::Kind;
  switch (kind) {
    case Kind::cell:
      return "cell";
    case Kind::missing:
      return "missing";
    case Kind::formula:
      return "formula";
    case Kind::printed:
      return "printed";
    case Kind::literal:
      return "literal";
    case Kind::estimate:
      return "estimate";
  }
  return "formula";
}

std::string ledger_digest(const report::Ledger& ledger) {
  std::string all;
  for (const report::Fact& fact : ledger.facts()) {
    all += fact.id + '\x1f' + fact.expression + '\x1f' + fact.wording + '\x1f' + fact.text + '\x1f';
    if (fact.value.number) all += fact.value.number->str();
    all += '\x1e';
  }
  static constexpr char kHex[] = "0123456789abcdef";
  std::uint64_t hash = stable_hash(all);
  std::string digest(16, '0');
  for (std::size_t i = digest.size(); i-- > 0; hash >>= 4) digest[i] = kHex[hash & 15];
  return digest;
}

std::string write_ledger_json(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp) {
  Shared shared;
  std::vector<std::string> facts;
  for (const report::Fact& fact : ledger.facts()) {
    Json j{{"id", fact.id}, {"text", fact.text}};
    put(j, "figure", fact.figure);
    put(j, "words", fact.words);
    j["expression"] = fact.expression;
    put(j, "wording", fact.wording);
    j["value"] = value_json(fact.value);
    if (fact.decided) {
      j["override"] = {{"computed", fact.decided->computed}, {"because", fact.decided->because}};
      put(j["override"], "by", fact.decided->by);
      put(j["override"], "on", fact.decided->on);
    }
    j["places"] = Json::array();
    for (const report::Place& place : fact.places) j["places"].push_back(place_json(place));
    j["origins"] = Json::array();
    if (fact.value.lineage) {
      j["lineage"] = shared.node(fact.value.lineage);
      for (const store::Origin& o : expr::origins_of(*fact.value.lineage)) j["origins"].push_back(shared.origin(o));
    }
    facts.push_back(element(j));
  }
  Json all{{"schema", "zhiheng.ledger/1"},
           {"program", stamp.program},
           {"build", stamp.id},
           {"digest", ledger_digest(ledger)},
           {"document",
            {{"title", document.meta.title},
             {"region", document.meta.region},
             {"issuer", document.meta.issuer},
             {"date", document.meta.date}}}};
  std::string out = all.dump(1, ' ', false, Json::error_handler_t::replace);
  out.resize(out.size() - 2);  // "\n}": the object goes on
  append_array(out, "facts", facts);
  append_array(out, "lineage", shared.lineage());
  append_array(out, "origins", shared.origins());
  return out + "\n}\n";
}

}  // namespace zh::render
