#pragma once
#include <functional>
#include <string>

#include "base/diagnostic.h"
#include "base/say.h"

namespace zh::cli {

enum class Language { english, chinese };

/// --lang if given (en, zh), else LC_ALL, LC_MESSAGES, LANG in this order.
Language choose_language(const std::string& option, const std::function<const char*(const char*)>& environment);

/// The embedded catalogue of that language (gettext .mo), independent of installed locales.
Translate make_translate(Language language);

}  // namespace zh::cli
