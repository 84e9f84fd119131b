#pragma once
#include <fmt/format.h>

#include <utility>

#include "base/diagnostic.h"

namespace zh {

/// A translated message with its {named} or {} places filled.
template <class... Args>
std::string say(const Translate& translate, const char* message, Args&&... args) {
  return fmt::format(fmt::runtime(translate(message)), std::forward<Args>(args)...);
}

}  // namespace zh
