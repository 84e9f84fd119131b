#include <algorithm>
#include <map>
#include <set>

#include "base/embedded.h"
#include "base/say.h"
#include "base/text.h"
#include "check/rule_book.h"
#include "formats/xml.h"
#include "tell/places.h"
#include "tell/tell.h"

ZH_EMBEDDED(zh_check_page_js)
ZH_EMBEDDED(zh_check_page_css)

// One page without anything beside it; the policy in its head forbids any request. It is complete without its script, which
// only leads from a finding to its numbers and back, and filters.
namespace zh::tell {
namespace {

using formats::xml_escape;
using readback::Block;
using readback::Range;

constexpr const char* kKind[] = {"error", "warning", "note"};

/// What a stretch of text is: a numeral, or another part of a relation.
struct Mark {
  Range range;
  int number = -1;
  std::vector<std::size_t> findings, main;  ///< findings that it belongs to; those whose subject it is
};

class Page {
 public:
  Page(const Document& document, const Translate& tr, bool chinese)
      : document_(document),
        reading_(document.reading),
        result_(document.result),
        tr_(tr),
        chinese_(chinese),
        places_(reading_) {
    collect_marks();
    find_undecided();
  }

  std::string write() {
    head();
    out_ += "<div class=\"layout\">\n<main class=\"cover\" lang=\"zh-CN\">\n";
    for (const Block& block : reading_.blocks) write_block(block);
    out_ += "</main>\n";
    findings();
    out_ += "</div>\n<script>\n";
    out_ += zh_check_page_js_text();
    out_ += "</script>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string words(const char* text) const { return xml_escape(tr_(text)); }

  void collect_marks() {
    for (std::size_t i = 0; i < result_.numbers.size(); ++i)
      marks_.push_back({result_.numbers[i].range, static_cast<int>(i), {}, {}});
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> spans;
    for (std::size_t f = 0; f < result_.findings.size(); ++f) {
      const check::Finding& finding = result_.findings[f];
      for (const int id : finding.numbers) marks_[static_cast<std::size_t>(id)].findings.push_back(f);
      const auto add_span = [&](const Range& r) {
        const auto [at, fresh] = spans.emplace(std::pair(r.start, r.end), marks_.size());
        if (fresh) marks_.push_back({r, -1, {}, {}});
        marks_[at->second].findings.push_back(f);
      };
      for (const int id : finding.relations)
        for (const Range& r : result_.relations[static_cast<std::size_t>(id)].spans) add_span(r);
      if (marks_of(finding, result_) == std::vector<Range>{finding.range} && finding.numbers.empty()) add_span(finding.range);
    }
    for (Mark& mark : marks_) {
      std::sort(mark.findings.begin(), mark.findings.end());
      mark.findings.erase(std::unique(mark.findings.begin(), mark.findings.end()), mark.findings.end());
      for (const std::size_t f : mark.findings)
        if (result_.findings[f].range == mark.range) mark.main.push_back(f);
    }
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.range.start < b.range.start; });
  }

  void find_undecided() {
    for (const check::Relation& r : result_.relations) {
      if (r.verdict != check::Verdict::undecided) continue;
      if (r.result) undecided_.insert(*r.result);
      undecided_.insert(r.operands.begin(), r.operands.end());
    }
  }

  void head() {
    const std::size_t slash = reading_.path.rfind('/');
    const std::string name = xml_escape(slash == std::string::npos ? reading_.path : reading_.path.substr(slash + 1));
    std::size_t checked = 0, conflicting = 0, labels = 0;
    for (const check::Numeral& n : result_.numbers) {
      checked += n.status == check::Status::checked;
      conflicting += n.status == check::Status::conflicting;
      labels += n.status == check::Status::unchecked && is_label(n);
    }
    out_ += std::string("<!DOCTYPE html>\n<html lang=\"") + (chinese_ ? "zh-CN" : "en") +
            "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
            "'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'\">\n<title>" +
            name + "</title>\n<style>\n";
    out_ += zh_check_page_css_text();
    out_ += "</style>\n</head>\n<body>\n<header class=\"bar\">\n<h1>" + name + "</h1>\n<div class=\"counts\">" +
            xml_escape(say(tr_, ZH_N("{0} numbers"), result_.numbers.size())) + "：<span class=\"key ok\"></span> " +
            words(ZH_N("checked")) + " <b>" + std::to_string(checked) + "</b> · <span class=\"key bad\"></span> " +
            words(ZH_N("contradictory")) + " <b>" + std::to_string(conflicting) + "</b> · <span class=\"key open\"></span> " +
            words(ZH_N("unchecked")) + " <b>" + std::to_string(result_.numbers.size() - checked - conflicting - labels) +
            "</b> · " + words(ZH_N("dates and labels")) + " <b>" + std::to_string(labels) + "</b></div>\n";
    std::map<std::string, int> kinds, rules;
    for (std::size_t f = 0; f < result_.findings.size(); ++f) {
      ++kinds[kind(f)];
      ++rules[result_.findings[f].rule];
    }
    out_ += "<fieldset><legend>" + words(ZH_N("show")) + "</legend>\n";
    const std::pair<const char*, const char*> all[] = {{"error", ZH_N("contradictions")},
                                                       {"warning", ZH_N("warnings")},
                                                       {"note", ZH_N("notes")},
                                                       {"accepted", ZH_N("accepted")}};
    for (const auto& [key, label] : all)
      if (kinds.count(key) != 0)
        out_ += std::string("<label><input type=\"checkbox\" data-kind=\"") + key + "\" checked> " + words(label) + " " +
                std::to_string(kinds[key]) + "</label>\n";
    if (!rules.empty()) {
      out_ += "<label>" + words(ZH_N("rule")) + " <select id=\"rule\"><option value=\"\">" + words(ZH_N("all")) + "</option>";
      for (const auto& [code, count] : rules)
        out_ += "<option value=\"" + code + "\">" + code + " " + xml_escape(title(code)) + "（" + std::to_string(count) +
                "）</option>";
      out_ += "</select></label>\n";
    }
    out_ += "<label><input type=\"checkbox\" id=\"cover\" checked> " + words(ZH_N("colour every number by its status")) +
            "</label>\n</fieldset>\n</header>\n";
  }

  std::string kind(std::size_t f) const {
    return document_.is_accepted(f) ? "accepted" : kKind[static_cast<int>(result_.findings[f].weight)];
  }

  std::string title(const std::string& code) const {
    const check::RuleEntry* rule = check::find_rule(code);
    return !rule ? std::string() : chinese_ ? rule->chinese.title : rule->english.title;
  }

  void write_block(const Block& block) {
    if (!block.cells.empty()) return write_table(block);
    switch (block.kind) {
      case Block::Kind::heading: {
        const std::string tag = "h" + std::to_string(std::clamp(block.level + 1, 2, 6));
        out_ += "<" + tag + ">";
        text(block.range);
        out_ += "</" + tag + ">\n";
        return;
      }
      case Block::Kind::caption:
        out_ += "<p class=\"caption\">";
        break;
      case Block::Kind::note:
        out_ += "<p class=\"note\">";
        break;
      case Block::Kind::list_item:
        out_ += "<p class=\"plain\">";
        break;
      default:
        out_ += "<p>";
    }
    text(block.range);
    out_ += "</p>\n";
  }

  void write_table(const Block& block) {
    const bool chart = block.kind == Block::Kind::chart;
    out_ += chart ? "<div class=\"scroll\"><table class=\"chart\"><caption>" + words(ZH_N("data of a chart")) + "</caption>"
                  : "<div class=\"scroll\"><table>";
    int row = -1;
    for (const readback::Cell& cell : block.cells) {
      for (; row < cell.row; ++row) {
        if (row >= 0) out_ += "</tr>\n";
        if (row + 1 == block.header_rows && row >= 0)
          out_ += "</thead><tbody>\n";
        else if (row < 0)
          out_ += block.header_rows > 0 ? "<thead>" : "<tbody>";
        out_ += "<tr>";
      }
      out_ += "<td";
      if (cell.row_span > 1) out_ += " rowspan=\"" + std::to_string(cell.row_span) + "\"";
      if (cell.column_span > 1) out_ += " colspan=\"" + std::to_string(cell.column_span) + "\"";
      out_ += ">";
      text(cell.range);
      out_ += "</td>";
    }
    out_ += row < block.header_rows ? "</tr></thead>" : "</tr></tbody>";
    out_ += "</table></div>\n";
  }

  /// A range of the text, cut at the borders of all marks in it: marks may overlap.
  void text(Range range) {
    if (range.start == range.end) return;
    std::set<std::size_t> cuts{range.start, range.end};
    auto first = std::lower_bound(marks_.begin(), marks_.end(), range.start,
                                  [](const Mark& m, std::size_t at) { return m.range.start < at; });
    while (first != marks_.begin() && (first - 1)->range.end > range.start) --first;
    auto last = first;
    for (; last != marks_.end() && last->range.start < range.end; ++last)
      for (const std::size_t at : {last->range.start, last->range.end})
        if (at > range.start && at < range.end) cuts.insert(at);
    std::vector<const Mark*> open;  // those that cover the piece at hand; few at a time
    for (auto at = cuts.begin(), next = std::next(at); next != cuts.end(); ++at, ++next) {
      for (; first != last && first->range.start <= *at; ++first) open.push_back(&*first);
      std::erase_if(open, [&](const Mark* m) { return m->range.end <= *at; });
      const Mark *number = nullptr, *span = nullptr;
      for (const Mark* m : open) (m->number >= 0 ? number : span) = m;
      piece({*at, *next}, number, span);
    }
  }

  void piece(Range range, const Mark* number, const Mark* span) {
    const std::string words_here =
        xml_escape(to_utf8(std::u32string_view(reading_.text).substr(range.start, range.end - range.start)));
    if (!number && !span) {
      out_ += words_here;
      return;
    }
    std::vector<std::size_t> findings, main;
    for (const Mark* m : {number, span}) {
      if (!m) continue;
      findings.insert(findings.end(), m->findings.begin(), m->findings.end());
      main.insert(main.end(), m->main.begin(), m->main.end());
    }
    std::string classes, hint;
    if (number) {
      const check::Numeral& n = result_.numbers[static_cast<std::size_t>(number->number)];
      const bool open = std::any_of(number->findings.begin(), number->findings.end(),
                                    [&](std::size_t f) { return !document_.is_accepted(f); });
      classes = open                                    ? "n bad"
                : !number->findings.empty()             ? "n taken"
                : n.status == check::Status::checked    ? "n ok"
                : undecided_.count(number->number) != 0 ? "n undecided"
                : is_label(n)                           ? "n label"
                                                        : "n open";
      hint = !number->findings.empty()            ? result_.findings[number->findings.front()].message
             : n.status == check::Status::checked ? tr_(ZH_N("checked"))
                                                  : tr_(ZH_N("unchecked")) + "：" + n.reason;
      if (n.status == check::Status::checked && number->findings.empty()) hint += relation_of(number->number);
      if (span && !open) classes += " span";
    } else {
      classes = "span";
      hint = result_.findings[span->findings.front()].message;
    }
    out_ += "<span class=\"" + classes + "\" title=\"" + xml_escape(hint) + "\"";
    if (!findings.empty()) out_ += " tabindex=\"0\" role=\"button\" data-f=\"" + joined(findings) + "\"";
    if (!main.empty()) out_ += " data-main=\"" + joined(main) + "\"";
    out_ += ">" + words_here + "</span>";
  }

  /// Dates and list numbers are no data: nothing could be checked.
  static bool is_label(const check::Numeral& n) { return n.role == "date" || n.role == "label"; }

  static std::string joined(const std::vector<std::size_t>& ids) {
    std::string out;
    for (const std::size_t id : ids) out += (out.empty() ? "" : " ") + std::to_string(id);
    return out;
  }

  /// The first relation that confirms a number, as a formula.
  std::string relation_of(int number) {
    if (formulas_.empty())
      for (const check::Relation& r : result_.relations) {
        if (r.verdict != check::Verdict::consistent || r.formula.empty()) continue;
        if (r.result) formulas_.emplace(*r.result, &r);
        for (const int id : r.operands) formulas_.emplace(id, &r);
      }
    const auto found = formulas_.find(number);
    return found == formulas_.end() ? std::string() : "：" + found->second->formula;
  }

  void findings() {
    out_ += "<aside aria-label=\"" + words(ZH_N("findings")) + "\">\n<h2>" + words(ZH_N("findings")) + "</h2>\n<ol>\n";
    for (const bool accepted : {false, true})
      for (std::size_t f = 0; f < result_.findings.size(); ++f)
        if (document_.is_accepted(f) == accepted) item(f);
    out_ += "</ol>\n<p class=\"none\" id=\"none\"" + std::string(result_.findings.empty() ? "" : " hidden") + ">" +
            words(ZH_N("nothing to show")) + "</p>\n</aside>\n";
  }

  void item(std::size_t f) {
    const check::Finding& finding = result_.findings[f];
    const char* weight = document_.is_accepted(f)                   ? ZH_N("accepted")
                         : finding.weight == check::Weight::error   ? ZH_N("contradiction")
                         : finding.weight == check::Weight::warning ? ZH_N("warning")
                                                                    : ZH_N("note");
    out_ += "<li class=\"" + kind(f) + "\" data-kind=\"" + kind(f) + "\" data-rule=\"" + finding.rule + "\" data-id=\"" +
            std::to_string(f) + "\">\n<div class=\"head\"><b>" + words(weight) + "</b><span>" + finding.rule + " " +
            xml_escape(title(finding.rule)) + "</span><button type=\"button\" class=\"go\">" +
            xml_escape(places_.name(finding.range.start, tr_)) + "</button></div>\n<p>" + xml_escape(finding.message) +
            "</p>\n";
    if (!finding.repair.empty()) out_ += "<p class=\"repair\">" + xml_escape(finding.repair) + "</p>\n";
    if (document_.is_accepted(f))
      out_ += "<p>" + xml_escape(say(tr_, ZH_N("accepted, because {0}"), document_.accepted[f])) + "</p>\n";
    if (!finding.fingerprint.empty()) out_ += "<p class=\"finger\">" + finding.fingerprint + "</p>\n";
    out_ += "</li>\n";
  }

  const Document& document_;
  const readback::Reading& reading_;
  const check::Result& result_;
  const Translate& tr_;
  bool chinese_;
  Places places_;
  std::vector<Mark> marks_;
  std::set<int> undecided_;
  std::map<int, const check::Relation*> formulas_;
  std::string out_;
};

}  // namespace

std::string write_html(const Document& document, const Translate& translate, bool chinese) {
  return Page(document, translate, chinese).write();
}

}  // namespace zh::tell
