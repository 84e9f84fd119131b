#include "report/session.h"

#include <algorithm>

#include "base/text.h"
#include "report/body.h"
#include "report/cases.h"
#include "report/codes.h"
#include "report/numeral.h"
#include "report/phrase.h"

namespace zh::report {

using document::Inlines;

namespace {

/// Seven letters and digits that nobody mistakes for one another.
std::string base32(std::uint64_t hash) {
  constexpr std::string_view kDigits = "abcdefghijkmnpqrstuvwxyz23456789";
  std::string out;
  for (int i = 0; i < 7; ++i, hash >>= 5) out += kDigits[hash & 31];
  return out;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

/// Han, full-width punctuation and the placeholders of marks.
bool is_wide(char32_t c) { return c >= 0x2E80 || c == U'“' || c == U'”' || c == U'—' || c == U'…' || c == U'·'; }

/// Source line breaks join; no space stays between Chinese and numerals.
std::string tidy(const std::string& text) {
  if (text.find_first_of(" \n") == std::string::npos) return text;
  const std::u32string in = to_u32(text);
  std::u32string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] != U' ' && in[i] != U'\n') {
      out += in[i];
      continue;
    }
    const bool broken = in[i] == U'\n';
    const char32_t left = out.empty() ? U'\0' : out.back();
    const char32_t right = i + 1 < in.size() ? in[i + 1] : U'\0';
    const bool wide = is_wide(left) || is_wide(right);
    const auto joins = [](char32_t c) { return is_wide(c) || (c >= U'0' && c <= U'9') || c == U'%'; };
    if (wide && (broken || (joins(left) && joins(right)))) continue;
    out += U' ';
  }
  return to_utf8(out);
}

class Weaver {
 public:
  Weaver(Session& session, const WeaveOptions& options) : session_(session), options_(options) {}

  Inlines weave(const markdown::Spans& spans) {
    for (const markdown::Span& span : spans) {
      style_ = {"", span.strong, span.emphasis};
      if (span.line_break) {
        out_.emplace_back(document::LineBreak{});
        continue;
      }
      const std::string text = tidy(span.text);
      for_each_mark(
          text, [&](std::string_view plain) { put(std::string(plain)); },
          [&](std::size_t index) { mark(session_.marks[index]); });
    }
    return std::move(out_);
  }

 private:
  void put(const std::string& text) {
    if (text.empty()) return;
    auto* last = out_.empty() ? nullptr : std::get_if<document::Text>(&out_.back());
    if (last && last->strong == style_.strong && last->emphasis == style_.emphasis) {
      last->text += text;
      return;
    }
    document::Text next = style_;
    next.text = text;
    out_.emplace_back(std::move(next));
  }

  void mark(const Mark& m) {
    switch (m.kind) {
      case Mark::Kind::literal:
        put(m.text);
        break;
      case Mark::Kind::reference:
        session_.references.emplace_back(m.text, m.where);
        out_.emplace_back(document::Reference{m.text, ""});
        break;
      case Mark::Kind::binding:
        binding(m);
        break;
    }
  }

  static std::string missing_name(const expr::Value& value, const std::string& expression) {
    const std::string name = value.lineage ? name_of_missing(value) : std::string();
    return name.empty() ? expression : name;
  }

  void binding(const Mark& m) {
    const Binding b = parse_binding(m.text, m.where);
    const auto phrase = word(b, {*session_.input.environment, session_.input.context, session_.faults, options_.numeral_only});
    if (!phrase) {
      put("【？】");
      return;
    }
    for (std::size_t i = 0; i < phrase->parts.size(); ++i) {
      Part part = phrase->parts[i];
      if (!part.fact) {
        // Tables mark estimates below, not in the cell.
        const bool skip =
            options_.remarks && part.text == "约" && i + 1 < phrase->parts.size() && is_estimate(phrase->parts[i + 1].value);
        if (!skip) put(part.text);
        continue;
      }
      if (!part.value.number) {
        if (options_.remarks)
          part.text = mark_of_missing(part.value.status);
        else if (part.value.status != ObsStatus::suppressed)
          session_.faults.add(kMissing, {b.where}, {{"what", missing_name(part.value, phrase->expression)}});
      }
      if (options_.remarks) {
        options_.remarks->see(part.value, phrase->expression);
        see_rates(session_, *options_.remarks, part.value);
      }
      Place place = options_.place;
      place.line = m.where.line;
      Fact fact{.expression = part.expression.empty() ? phrase->expression : part.expression,
                .wording = phrase->wording,
                .value = part.value,
                .text = part.text,
                .figure = part.figure,
                .words = part.words};
      const Fact& printed = session_.record(options_.anchor, std::move(fact), part.key, std::move(place));
      part.text = printed.text;
      part.figure = printed.figure;
      out_.emplace_back(document::Number{printed.text, printed.id});
      if (options_.parts) options_.parts->push_back(std::move(part));
    }
  }

  Session& session_;
  const WeaveOptions& options_;
  document::Text style_;
  Inlines out_;
};

}  // namespace

namespace {

void see_notes(const expr::LineagePtr& lineage, std::vector<std::string>& notes) {
  if (!lineage) return;
  if (lineage->kind == expr::Lineage::Kind::cell && !lineage->note.empty()) add_once(notes, lineage->note);
  for (const expr::LineagePtr& input : lineage->inputs) see_notes(input, notes);
}

}  // namespace

void Remarks::see(const expr::Value& value, const std::string& name) {
  if (!value.number)
    add_once(missing, mark_of_missing(value.status));
  else if (value.status == ObsStatus::estimated)
    add_once(estimates, estimate_formula(value).empty() ? name : estimate_formula(value));
  else if (value.status == ObsStatus::provisional)
    add_once(provisional, name);
  see_notes(value.lineage, remarks);
}

void Session::declare(const std::string& id, const std::string& number, const Location& where) {
  if (id.empty()) return;
  const auto [at, is_new] = target_index.try_emplace(id, targets.size());
  if (is_new)
    targets.push_back({id, number, where});
  else
    faults.add(kDuplicateId, {where, targets[at->second].where}, {{"id", id}});
}

const Fact& Session::record(const std::string& fact_anchor, Fact fact, const std::string& key, Place place) {
  std::string what = fact_anchor + "|" + fact.expression + "|" + fact.wording + "|" + key;
  what += "|" + std::to_string(++ordinals_[what]);
  std::string id = base32(stable_hash(what));
  // Two facts with one hash: the later one is hashed again, which is as stable.
  for (std::string salted = what; !keys_.try_emplace(id, what).second;) {
    salted += "'";
    id = base32(stable_hash(salted));
  }
  fact.id = id;
  fact.places.push_back(std::move(place));
  if (input.overrides) decide(fact);
  return output.ledger.add(std::move(fact));
}

namespace {

/// The numeral in a printed text: of 约3,621亿元 3621; empty when it holds none or several.
std::string only_numeral(const std::string& text) {
  const std::u32string all = to_u32(text);
  std::string out;
  for (std::size_t i = 0; i < all.size();) {
    if (!is_digit(all[i])) {
      ++i;
      continue;
    }
    if (!out.empty()) return {};
    if (i > 0 && (all[i - 1] == U'-' || all[i - 1] == U'−')) out = "-";
    for (; i < all.size(); ++i) {
      const bool inside = (all[i] == U'.' || all[i] == U',') && i + 1 < all.size() && is_digit(all[i + 1]);
      if (!is_digit(all[i]) && !inside) break;
      if (all[i] != U',') append_utf8(out, all[i]);
    }
  }
  return out;
}

}  // namespace

void Session::decide(Fact& fact) {
  const auto found = input.overrides->find(fact.id);
  if (found == input.overrides->end()) return;
  const Override& decided = found->second;
  decided_.insert(fact.id);
  const Place& place = fact.places.front();
  const Location printed_at{.file = place.file, .line = place.line, .note = place.str()};
  if (fact.value.status == ObsStatus::suppressed) return;  // what is withheld is not printed, whoever decided it
  if (decided.computed != fact.text) {
    faults.add(kOverrideStale, {decided.where, printed_at},
               {{"printed", decided.printed}, {"then", decided.computed}, {"now", fact.text}});
    return;
  }
  const std::string figure = only_numeral(decided.printed);
  if ((place.kind == Place::Kind::figure || !fact.figure.empty()) && !Decimal::parse(figure)) {
    faults.add(kOverrideNoNumber, {decided.where, printed_at}, {{"printed", decided.printed}, {"computed", fact.text}});
    return;
  }
  fact.text = decided.printed;
  fact.figure = figure;
  fact.decided = decided;
}

void Session::finish_overrides() {
  if (!input.overrides || !input.all_overrides) return;
  for (const auto& [id, decided] : *input.overrides)
    if (decided_.count(id) == 0)
      faults.add(kOverrideGone, {decided.where},
                 {{"fact", id}, {"printed", decided.printed}, {"place", decided.place.empty() ? "…" : decided.place}});
}

Inlines weave(Session& session, const markdown::Spans& spans, const WeaveOptions& options) {
  return Weaver(session, options).weave(spans);
}

Inlines weave_text(Session& session, const std::string& text, const Location& where, const WeaveOptions& options) {
  markdown::Spans spans(1);
  spans[0].text = session.marker().line(text, where);
  return weave(session, spans, options);
}

std::vector<Inlines> notes_of(Session& session, const std::vector<const Node*>& authored, const Remarks& remarks,
                              const std::vector<std::string>& gaps, const WeaveOptions& options) {
  constexpr std::string_view kNote = "注：";
  std::vector<Inlines> notes;
  for (const Node* node : authored) {
    std::string text = node->text;
    Location where = node->where;
    if (text.rfind(kNote, 0) == 0) {
      text.erase(0, kNote.size());
      where.column += 2;
    }
    notes.push_back(weave_text(session, text, where, options));
  }
  notes.insert(notes.end(), remarks.generated.begin(), remarks.generated.end());
  for (document::Inlines& note : notes_of_few(session, remarks, options)) notes.push_back(std::move(note));
  const auto generated = [&](std::string text) { notes.push_back({document::Text{std::move(text)}}); };
  for (const std::string& formula : remarks.estimates) generated("推算数：" + expr::spelled_out(formula) + "。");
  std::string all_gaps;
  for (const std::string& gap : gaps) all_gaps += (all_gaps.empty() ? "" : "、") + gap;
  if (!gaps.empty()) generated(all_gaps + "数据缺失，图中空缺。");
  for (const std::string& name : remarks.provisional) generated(name + "为初步数。");
  for (const std::string& remark : remarks.remarks) generated(remark + (remark.ends_with("。") ? "" : "。"));
  for (const std::string& mark : remarks.missing) {
    const char* meaning = mark == "－" ? "不存在该项数据" : mark == "*" ? "数据不公布" : "数据缺失";
    generated("“" + mark + "”表示" + meaning + "。");
  }
  for (std::size_t i = 0; i < notes.size(); ++i) {
    std::string head = i == 0 ? std::string(kNote) : std::string();
    if (notes.size() > 1) head += std::to_string(i + 1) + ".";
    auto* first = notes[i].empty() ? nullptr : std::get_if<document::Text>(&notes[i].front());
    if (first)
      first->text = head + first->text;
    else
      notes[i].insert(notes[i].begin(), document::Text{head});
  }
  return notes;
}

}  // namespace zh::report
