#include "render/pdf_destinations.h"

#include <charconv>

#include "base/text.h"

namespace zh::render {

std::map<std::string, int> pdf_destinations(std::string_view pdfinfo_output) {
  std::map<std::string, int> pages;
  for (const std::string& line : split_lines(pdfinfo_output)) {
    const std::string_view text = trim(line);
    int page = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), page);
    if (fault != std::errc() || end == text.data()) continue;
    // "   4 [ XYZ   85  707 null      ] "5FToc00000001""
    const std::size_t close = text.rfind('"');
    const std::size_t open = close == std::string_view::npos || close == 0 ? close : text.rfind('"', close - 1);
    if (open == std::string_view::npos || open == close) continue;
    std::string name(text.substr(open + 1, close - open - 1));
    if (name.starts_with("5F")) name.replace(0, 2, "_");
    pages.emplace(std::move(name), page);
  }
  return pages;
}

int pdf_page_count(std::string_view pdfinfo_output) {
  for (const std::string& line : split_lines(pdfinfo_output)) {
    if (!line.starts_with("Pages:")) continue;
    const std::string_view count = trim(std::string_view(line).substr(6));
    int pages = 0;
    std::from_chars(count.data(), count.data() + count.size(), pages);
    return pages;
  }
  return 0;
}

}  // namespace zh::render
