#pragma once
#include <string>

namespace zh::project {

/// +1: 增长 and the like, -1: 下降 and the like, 0: no word of direction.
inline int direction(const std::u32string& text) {
  for (const char32_t* word : {U"增长", U"增加", U"上升", U"提高", U"提升", U"扩大", U"多"})
    if (text.find(word) != std::u32string::npos) return 1;
  for (const char32_t* word : {U"下降", U"减少", U"降低", U"回落", U"缩小", U"少"})
    if (text.find(word) != std::u32string::npos) return -1;
  return 0;
}

}  // namespace zh::project
