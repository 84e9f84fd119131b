#pragma once
#include <optional>
#include <string_view>

namespace zh {

/// Observation status, SDMX code list CL_OBS_STATUS 2.1.
enum class ObsStatus : char {
  normal = 'A',
  estimated = 'E',
  provisional = 'P',
  missing = 'O',
  not_collected = 'L',
  cannot_exist = 'M',
  suppressed = 'Q',
};

/// nullopt for a letter outside the list above.
std::optional<ObsStatus> parse_status(std::string_view letter);
inline char letter(ObsStatus status) { return static_cast<char>(status); }
/// 正常, 估计, 初步, 缺失, 未收集, 不存在, 不公布.
std::string_view chinese(ObsStatus status);
/// A status that carries a value (normal, estimated, provisional).
inline bool has_value(ObsStatus s) {
  return s == ObsStatus::normal || s == ObsStatus::estimated || s == ObsStatus::provisional;
}

}  // namespace zh
