#include "cli/check_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"

namespace zh::cli {
namespace {

using nlohmann::ordered_json;
using readback::Range;

constexpr const char* kStatus[] = {"unchecked", "checked", "conflicting"};
constexpr const char* kVerdict[] = {"consistent", "contradictory", "undecided"};
constexpr const char* kWeight[] = {"error", "warning", "note"};

ordered_json interval(const Interval& i) { return {{"low", i.low.str_decimal(8)}, {"high", i.high.str_decimal(8)}}; }

/// The place in words: "12:7", line and column from 1.
std::string place(const std::u32string& text, std::size_t at) {
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < at && i < text.size(); ++i) {
    ++column;
    if (text[i] == U'\n') ++line, column = 1;
  }
  return fmt::format("{}:{}", line, column);
}

bool breaks(char32_t c) { return c == U'\n' || c == U'\r'; }

/// One line of the document with carets under the numbers that stand in it.
void excerpt(const std::u32string& text, const std::vector<Range>& marks, std::ostream& out) {
  if (marks.empty()) return;
  // Numbers of one line are shown together; a distant one gets its own lines.
  for (std::size_t i = 0; i < marks.size();) {
    std::size_t start = marks[i].start, end = marks[i].end;
    std::size_t next = i + 1;
    while (next < marks.size() && marks[next].start - end < 60 && text.find(U'\n', end) >= marks[next].start) end = marks[next++].end;
    std::size_t from = start, to = end;
    while (from > 0 && !breaks(text[from - 1]) && start - from < 24) --from;
    while (to < text.size() && !breaks(text[to]) && to - end < 16) ++to;
    std::string line, carets;
    if (from > 0 && !breaks(text[from - 1])) line = "…", carets = " ";
    for (std::size_t k = from; k < to; ++k) {
      char32_t c = text[k] == U'\t' ? U' ' : text[k];
      std::string one = to_utf8(std::u32string_view(&c, 1));
      line += one;
      const bool marked = std::any_of(marks.begin(), marks.end(), [&](const Range& r) { return k >= r.start && k < r.end; });
      carets += std::string(static_cast<std::size_t>(std::max(display_width(one), 0)), marked ? '^' : ' ');
    }
    if (to < text.size() && !breaks(text[to])) line += "…";
    while (!carets.empty() && carets.back() == ' ') carets.pop_back();
    out << "   " << line << "\n   " << carets << "\n";
    i = next;
  }
}

}  // namespace

void write_check_json(const readback::Reading& reading, const check::Result& result, std::ostream& out) {
  ordered_json numbers = ordered_json::array(), relations = ordered_json::array(), findings = ordered_json::array();
  for (std::size_t i = 0; i < result.numbers.size(); ++i) {
    const check::Numeral& n = result.numbers[i];
    ordered_json j = {{"id", i}, {"start", n.range.start}, {"end", n.range.end}, {"text", n.text}};
    if (!n.unit.empty()) j["unit"] = n.unit;
    if (n.value) j.update(interval(*n.value));
    j["role"] = n.role;
    if (!n.subject.empty()) j["subject"] = n.subject;
    if (!n.period.empty()) j["period"] = n.period;
    j["status"] = kStatus[static_cast<int>(n.status)];
    if (!n.reason.empty()) j["reason"] = n.reason;
    numbers.push_back(std::move(j));
  }
  for (std::size_t i = 0; i < result.relations.size(); ++i) {
    const check::Relation& r = result.relations[i];
    ordered_json j = {{"id", i}, {"rule", r.rule}, {"kind", r.kind}, {"verdict", kVerdict[static_cast<int>(r.verdict)]}};
    if (r.result) j["result"] = *r.result;
    j["operands"] = r.operands;
    if (!r.spans.empty()) {
      j["spans"] = ordered_json::array();
      for (const Range& s : r.spans) j["spans"].push_back({s.start, s.end});
    }
    j["formula"] = r.formula;
    if (r.computed) j["computed"] = interval(*r.computed);
    j["message"] = r.message;
    if (r.truncation) j["truncation"] = true;
    if (!r.repairs.empty()) {
      j["repairs"] = ordered_json::array();
      for (const check::Repair& repair : r.repairs) {
        ordered_json one = {{"number", repair.number}, {"replacement", repair.replacement}, {"clears", repair.clears}};
        if (!repair.cause.empty()) one["cause"] = repair.cause;
        j["repairs"].push_back(std::move(one));
      }
    }
    relations.push_back(std::move(j));
  }
  for (const check::Finding& f : result.findings) {
    ordered_json j = {{"rule", f.rule}, {"severity", kWeight[static_cast<int>(f.weight)]}, {"message", f.message}, {"numbers", f.numbers}, {"relations", f.relations},
                      {"start", f.range.start}, {"end", f.range.end}};
    if (!f.repair.empty()) j["repair"] = f.repair;
    if (!f.fingerprint.empty()) j["fingerprint"] = f.fingerprint;
    findings.push_back(std::move(j));
  }
  const ordered_json whole = {{"schema", "zhiheng.check/1"},
                              {"document", {{"path", reading.path}, {"characters", reading.text.size()}}},
                              {"numbers", std::move(numbers)},
                              {"relations", std::move(relations)},
                              {"findings", std::move(findings)}};
  out << whole.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

void write_check_text(const readback::Reading& reading, const check::Result& result, const Translate& tr, std::ostream& out) {
  std::size_t checked = 0, conflicting = 0;
  for (const check::Numeral& n : result.numbers) {
    checked += n.status == check::Status::checked;
    conflicting += n.status == check::Status::conflicting;
  }
  std::size_t contradictions = 0;
  for (const check::Relation& r : result.relations) contradictions += r.verdict == check::Verdict::contradictory;
  out << say(tr, ZH_N("{0} · {1} numbers: {2} checked · {3} in contradictions · {4} unchecked · {5} relations hold, {6} contradict"), reading.path,
             result.numbers.size(), checked, conflicting, result.numbers.size() - checked - conflicting,
             std::count_if(result.relations.begin(), result.relations.end(), [](const check::Relation& r) { return r.verdict == check::Verdict::consistent; }),
             contradictions)
      << "\n";
  int number = 0;
  for (const check::Finding& f : result.findings) {
    const char* weight = f.weight == check::Weight::error ? ZH_N("contradiction") : f.weight == check::Weight::warning ? ZH_N("warning") : ZH_N("note");
    out << "\n" << ++number << "  " << f.rule << " " << tr(weight) << "  " << reading.path << ":" << place(reading.text, f.range.start) << "\n";
    std::vector<Range> marks;
    for (const int id : f.numbers) marks.push_back(result.numbers[static_cast<std::size_t>(id)].range);
    for (const int id : f.relations)
      for (const Range& r : result.relations[static_cast<std::size_t>(id)].spans) marks.push_back(r);
    if (marks.empty()) marks.push_back(f.range);
    std::sort(marks.begin(), marks.end(), [](const Range& a, const Range& b) { return a.start < b.start; });
    excerpt(reading.text, marks, out);
    out << "   " << f.message << "\n";
    if (!f.repair.empty()) out << "   " << f.repair << "\n";
  }
}

}  // namespace zh::cli
