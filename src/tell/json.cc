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

ordered_json number(const check::Numeral& n, std::size_t id) {
  ordered_json j;
  j["id"] = id;
  j["start"] = n.range.start;
  j["end"] = n.range.end;
  j["text"] = n.text;
  if (!n.unit.empty()) j["unit"] = n.unit;
  if (n.value) {
    j["low"] = n.value->low.str_decimal(8);
    j["high"] = n.value->high.str_decimal(8);
  }
  j["role"] = n.role;
  if (!n.subject.empty()) j["subject"] = n.subject;
  if (!n.period.empty()) j["period"] = n.period;
  j["status"] = kStatus[static_cast<int>(n.status)];
  if (!n.reason.empty()) j["reason"] = n.reason;
  return j;
}

ordered_json relation(const check::Relation& r, std::size_t id) {
  ordered_json j;
  j["id"] = id;
  j["rule"] = r.rule;
  j["kind"] = r.kind;
  j["verdict"] = kVerdict[static_cast<int>(r.verdict)];
  if (r.result) j["result"] = *r.result;
  j["operands"] = r.operands;
  if (!r.spans.empty()) {
    j["spans"] = ordered_json::array();
    for (const Range& s : r.spans) j["spans"].push_back({s.start, s.end});
  }
  j["formula"] = r.formula;
  if (r.computed) j["computed"] = {{"low", r.computed->low.str_decimal(8)}, {"high", r.computed->high.str_decimal(8)}};
  j["message"] = r.message;
  if (r.truncation) j["truncation"] = true;
  if (!r.repairs.empty()) {
    j["repairs"] = ordered_json::array();
    for (const check::Repair& repair : r.repairs) {
      ordered_json one = {{"number", repair.number}, {"replacement", repair.replacement}, {"clears", repair.clears}};
      for (const check::Repair::Change& c : repair.also)
        one["also"].push_back({{"number", c.number}, {"replacement", c.replacement}});
      if (!repair.cause.empty()) one["cause"] = repair.cause;
      j["repairs"].push_back(std::move(one));
    }
  }
  return j;
}

ordered_json finding(const Document& document, std::size_t id) {
  const check::Finding& f = document.result.findings[id];
  ordered_json j = {{"rule", f.rule},           {"severity", kWeight[static_cast<int>(f.weight)]},
                    {"message", f.message},     {"numbers", f.numbers},
                    {"relations", f.relations}, {"start", f.range.start},
                    {"end", f.range.end}};
  if (!f.repair.empty()) j["repair"] = f.repair;
  if (!f.fingerprint.empty()) j["fingerprint"] = f.fingerprint;
  if (document.is_accepted(id)) j["accepted"] = document.accepted[id];
  return j;
}

std::string dump(const ordered_json& j) { return j.dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

/// `"name":[…]`, one element at a time: a long document's tree would be many times its text.
template <typename Element>
void write_array(std::ostream& out, const char* name, std::size_t count, const Element& element) {
  out << ",\"" << name << "\":[";
  for (std::size_t i = 0; i < count; ++i) out << (i == 0 ? "" : ",") << dump(element(i));
  out << "]";
}

}  // namespace

void write_json(const Document& document, std::ostream& out) {
  const readback::Reading& reading = document.reading;
  const check::Result& result = document.result;
  out << R"({"schema":"zhiheng.check/1","document":)"
      << dump({{"path", reading.path}, {"format", reading.format}, {"characters", reading.text.size()}});
  write_array(out, "numbers", result.numbers.size(), [&](std::size_t i) { return number(result.numbers[i], i); });
  write_array(out, "relations", result.relations.size(), [&](std::size_t i) { return relation(result.relations[i], i); });
  write_array(out, "findings", result.findings.size(), [&](std::size_t i) { return finding(document, i); });
  out << "}\n";
}

}  // namespace zh::tell
