#include "base/status.h"

namespace zh {

std::optional<ObsStatus> parse_status(std::string_view letter) {
  if (letter.size() != 1) return std::nullopt;
  switch (letter[0]) {
    case 'A':
    case 'E':
    case 'P':
    case 'O':
    case 'L':
    case 'M':
    case 'Q':
      return static_cast<ObsStatus>(letter[0]);
    default:
      return std::nullopt;
  }
}

std::string_view chinese(ObsStatus status) {
  switch (status) {
    case ObsStatus::normal:
      return "正常";
    case ObsStatus::estimated:
      return "估计";
    case ObsStatus::provisional:
      return "初步";
    case ObsStatus::missing:
      return "缺失";
    case ObsStatus::not_collected:
      return "未收集";
    case ObsStatus::cannot_exist:
      return "不存在";
    case ObsStatus::suppressed:
      return "不公布";
  }
  return "";
}

}  // namespace zh
