#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace zh::formats {

/// An archive with some entries replaced and others added at its end. All other entries stay as they are, byte for byte, with
/// their names, times and compressed data. nullopt and `why` when the archive's records cannot be followed (zip64, a damaged
/// directory); the archive should have been opened with ZipReader before, which checks it.
std::optional<std::string> edit_zip(std::string_view archive, const std::map<std::string, std::string>& changed,
                                    std::string* why);

}  // namespace zh::formats
