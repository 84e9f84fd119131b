#include "cli/messages.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "base/embedded.h"

ZH_EMBEDDED(zh_messages_mo)

namespace zh::cli {

Language choose_language(const std::string& option, const std::function<const char*(const char*)>& environment) {
  if (!option.empty()) return option == "zh" ? Language::chinese : Language::english;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = environment(name);
    if (value && *value) return std::string(value).rfind("zh", 0) == 0 ? Language::chinese : Language::english;
  }
  return Language::english;
}

Translate make_translate(Language language) {
  if (language == Language::english) return [](const char* text) { return std::string(text); };
  namespace gettext = boost::locale::gnu_gettext;
  gettext::messages_info info;
  info.language = "zh";
  info.country = "CN";
  info.encoding = "UTF-8";
  info.paths = {""};
  info.domains.emplace_back("zhiheng");
  info.callback = [](const std::string& file, const std::string&) {
    const std::string_view bytes = zh_messages_mo_text();
    return file.find("zh_CN") == std::string::npos ? std::vector<char>() : std::vector<char>(bytes.begin(), bytes.end());
  };
  const std::locale locale(std::locale::classic(), gettext::create_messages_facet<char>(info));
  return [locale](const char* text) { return *text ? boost::locale::translate(text).str(locale) : std::string(); };
}

}  // namespace zh::cli
