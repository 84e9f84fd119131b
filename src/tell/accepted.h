#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "check/result.h"

/// What people have accepted, kept beside a report in REPORT.accepted.toml:
///
///     [[accepted]]
///     fingerprint = "91c24f0be3a7d815"
///     because = "两项口径不同，表下已注明"
///     finding = "文中为482件，而各部分相加：…"    # for readers of this file
namespace zh::tell {

using Accepted = std::map<std::string, std::string>;  ///< fingerprint → why

/// Reads the file's text. A fault in it is added to `faults`, and nothing is accepted.
Accepted read_accepted(const std::string& path, const std::string& text, Diagnostics& faults);

/// The file's text with one more entry at its end; comments and order of the others stay.
std::string add_accepted(const std::string& text, const check::Finding& finding, const std::string& because);

/// The finding whose fingerprint begins with `prefix` (at least 6 digits), if there is just one such fingerprint; else -1 and a
/// fault.
int find_by_fingerprint(const check::Result& result, const std::string& prefix, const std::string& path, Diagnostics& faults);

/// By finding: why it was accepted, or empty. A note says how many entries of the file (`path`) match no finding any more.
std::vector<std::string> match_accepted(const check::Result& result, const Accepted& accepted, const std::string& path,
                                        Diagnostics& faults);

}  // namespace zh::tell
