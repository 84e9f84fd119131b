#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rule_book.h"
#include "tell/places.h"
#include "tell/tell.h"

// SARIF 2.1.0 (OASIS, 2020). Offsets are code points of the text that was read; lines are given where the file itself is text.
namespace zh::tell {
namespace {

using nlohmann::ordered_json;
using readback::Range;

constexpr const char* kLevel[] = {"error", "warning", "note"};

/// A path as a URI reference (RFC 3986).
std::string uri(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = path.rfind('/', 0) == 0 ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
                       c == '-' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out;
}

class Log {
 public:
  Log(const Translate& tr, bool chinese) : tr_(tr), chinese_(chinese) {}

  void add(const Document& document) {
    const std::size_t artifact = artifacts_.size();
    const std::string where = uri(document.reading.path);
    artifacts_.push_back({{"location", {{"uri", where}}}});
    const Places places(document.reading);
    for (std::size_t i = 0; i < document.result.findings.size(); ++i) {
      const check::Finding& f = document.result.findings[i];
      ordered_json result = {{"ruleId", f.rule}};
      const std::size_t rule = rule_index(f.rule);
      result["ruleIndex"] = rule;
      result["level"] = kLevel[static_cast<int>(f.weight)];
      result["message"] = {{"text", f.repair.empty() ? f.message : f.message + "\n" + f.repair}};
      result["locations"] = ordered_json::array({location(document.reading, places, f.range, where, artifact)});
      ordered_json related = ordered_json::array();
      for (const Range& mark : marks_of(f, document.result))
        if (!(mark == f.range)) related.push_back(location(document.reading, places, mark, where, artifact));
      if (!related.empty()) result["relatedLocations"] = std::move(related);
      if (!f.fingerprint.empty()) result["partialFingerprints"] = {{"zhiheng/v1", f.fingerprint}};
      if (document.is_accepted(i))
        result["suppressions"] =
            ordered_json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", document.accepted[i]}}});
      results_.push_back(std::move(result));
    }
  }

  std::string finish(const std::string& version) {
    ordered_json driver = {{"name", "Zhiheng"},
                           {"version", version},
                           {"semanticVersion", version},
                           {"language", chinese_ ? "zh-CN" : "en"},
                           {"rules", std::move(rules_)}};
    ordered_json run = {{"tool", {{"driver", std::move(driver)}}},
                        {"language", "zh-CN"},
                        {"columnKind", "unicodeCodePoints"},
                        {"artifacts", std::move(artifacts_)},
                        {"results", std::move(results_)}};
    const ordered_json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                              {"version", "2.1.0"},
                              {"runs", ordered_json::array({std::move(run)})}};
    return log.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  }

 private:
  std::size_t rule_index(const std::string& code) {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    if (found != codes_.end()) return static_cast<std::size_t>(found - codes_.begin());
    codes_.push_back(code);
    ordered_json rule = {{"id", code}};
    if (const check::RuleEntry* entry = check::find_rule(code)) {
      const check::RuleWords& words = chinese_ ? entry->chinese : entry->english;
      rule["shortDescription"] = {{"text", words.title}};
      rule["fullDescription"] = {{"text", words.claims}};
      rule["help"] = {{"text", std::string(entry->example) + "\n" + words.silent}};
    }
    rules_.push_back(std::move(rule));
    return codes_.size() - 1;
  }

  ordered_json location(const readback::Reading& reading, const Places& places, Range range, const std::string& where,
                        std::size_t artifact) const {
    ordered_json region;
    if (reading.format == "txt" || reading.format == "md") {
      const auto [line, column] = places.line_and_column(range.start);
      const auto [end_line, end_column] = places.line_and_column(range.end);
      region = {{"startLine", line}, {"startColumn", column}, {"endLine", end_line}, {"endColumn", end_column}};
    }
    region["charOffset"] = range.start;
    region["charLength"] = range.end - range.start;
    region["snippet"] = {{"text", to_utf8(std::u32string_view(reading.text).substr(range.start, range.end - range.start))}};
    ordered_json out = {
        {"physicalLocation", {{"artifactLocation", {{"uri", where}, {"index", artifact}}}, {"region", std::move(region)}}}};
    if (reading.format != "txt" && reading.format != "md")
      out["logicalLocations"] = ordered_json::array({{{"fullyQualifiedName", places.name(range.start, tr_)}}});
    return out;
  }

  const Translate& tr_;
  bool chinese_;
  std::vector<std::string> codes_;
  ordered_json rules_ = ordered_json::array(), artifacts_ = ordered_json::array(), results_ = ordered_json::array();
};

}  // namespace

std::string write_sarif(const std::vector<const Document*>& documents, const std::string& version, const Translate& translate,
                        bool chinese) {
  Log log(translate, chinese);
  for (const Document* document : documents) log.add(*document);
  return log.finish(version);
}

}  // namespace zh::tell
