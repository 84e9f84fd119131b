#include "tell/accepted.h"

#include <toml++/toml.h>
#include <algorithm>
#include <set>
#include <sstream>

#include "tell/codes.h"

namespace zh::tell {
namespace {

/// A TOML basic string.
std::string quoted(const std::string& text) {
  std::ostringstream out;
  out << toml::toml_formatter{toml::value<std::string>{text}, toml::toml_formatter::default_flags &
                                                                  ~toml::format_flags::allow_literal_strings &
                                                                  ~toml::format_flags::allow_multi_line_strings};
  return out.str();
}

}  // namespace

Accepted read_accepted(const std::string& path, const std::string& text, Diagnostics& faults) {
  Accepted accepted;
  const auto fault = [&](const std::string& why) {
    faults.add(kBadAccepted, {}, {{"file", path}, {"why", why}});
    return Accepted{};
  };
  toml::table parsed;
  try {
    parsed = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return fault("line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
  }
  const toml::array* entries = parsed["accepted"].as_array();
  if (!entries) return parsed.empty() ? accepted : fault(ZH_N("it has no [[accepted]]"));
  for (const toml::node& node : *entries) {
    const toml::table* entry = node.as_table();
    const auto fingerprint = entry ? (*entry)["fingerprint"].value<std::string>() : std::nullopt;
    const auto because = entry ? (*entry)["because"].value<std::string>() : std::nullopt;
    if (!fingerprint || !because || because->empty())
      return fault("line " + std::to_string(node.source().begin.line) + ": an entry without fingerprint or because");
    accepted[*fingerprint] = *because;
  }
  return accepted;
}

std::string add_accepted(const std::string& text, const check::Finding& finding, const std::string& because) {
  std::string out = text;
  if (!out.empty() && out.back() != '\n') out += '\n';
  if (!out.empty()) out += '\n';
  return out + "[[accepted]]\nfingerprint = " + quoted(finding.fingerprint) + "\nbecause = " + quoted(because) +
         "\nfinding = " + quoted(finding.message) + "\n";
}

int find_by_fingerprint(const check::Result& result, const std::string& prefix, const std::string& path, Diagnostics& faults) {
  constexpr std::size_t kLeast = 6;
  int found = -1;
  bool several = false;
  for (std::size_t i = 0; i < result.findings.size() && prefix.size() >= kLeast; ++i) {
    if (result.findings[i].fingerprint.compare(0, prefix.size(), prefix) != 0) continue;
    if (found < 0) found = static_cast<int>(i);
    several = several || result.findings[static_cast<std::size_t>(found)].fingerprint != result.findings[i].fingerprint;
  }
  if (found >= 0 && !several) return found;
  faults.add(kNoSuchFinding, {}, {{"file", path}, {"fingerprint", prefix}});
  return -1;
}

std::vector<std::string> match_accepted(const check::Result& result, const Accepted& accepted, const std::string& path,
                                        Diagnostics& faults) {
  std::vector<std::string> out(result.findings.size());
  std::set<std::string> met;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto found = accepted.find(result.findings[i].fingerprint);
    if (found == accepted.end()) continue;
    out[i] = found->second;
    met.insert(found->first);
  }
  if (met.size() < accepted.size())
    faults.add(kLapsed, {}, {{"file", path}, {"count", std::to_string(accepted.size() - met.size())}});
  return out;
}

}  // namespace zh::tell
