#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "tell/tell.h"

namespace zh::tell {
namespace {

using nlohmann::ordered_json;
using readback::Range;

constexpr const char* kStatus[] = {"unchecked", "checked", "conflicting"};
constexpr const char* kVerdict[] = {"consistent", "contradictory", "undecided"};
constexpr const char* kWeight[] = {"error", "warning", "note"};

ordered_json interval(const Interval& i) { return {{"low", i.low.str_decimal(8)}, {"high", i.high.str_decimal(8)}}; }

}  // namespace

void write_json(const Document& document, std::ostream& out) {
  const readback::Reading& reading = document.reading;
  const check::Result& result = document.result;
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
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    const check::Finding& f = result.findings[i];
    ordered_json j = {{"rule", f.rule},           {"severity", kWeight[static_cast<int>(f.weight)]},
                      {"message", f.message},     {"numbers", f.numbers},
                      {"relations", f.relations}, {"start", f.range.start},
                      {"end", f.range.end}};
    if (!f.repair.empty()) j["repair"] = f.repair;
    if (!f.fingerprint.empty()) j["fingerprint"] = f.fingerprint;
    if (document.is_accepted(i)) j["accepted"] = document.accepted[i];
    findings.push_back(std::move(j));
  }
  const ordered_json whole = {
      {"schema", "zhiheng.check/1"},
      {"document", {{"path", reading.path}, {"format", reading.format}, {"characters", reading.text.size()}}},
      {"numbers", std::move(numbers)},
      {"relations", std::move(relations)},
      {"findings", std::move(findings)}};
  out << whole.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace zh::tell
