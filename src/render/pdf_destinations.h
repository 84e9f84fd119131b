#pragma once
#include <map>
#include <string>
#include <string_view>

namespace zh::render {

/// Bookmark name → page of the file, from what `pdfinfo -dests` prints. LibreOffice writes a bookmark's underscore as "5F".
std::map<std::string, int> pdf_destinations(std::string_view pdfinfo_output);

/// From what `pdfinfo` prints; 0 when it does not say.
int pdf_page_count(std::string_view pdfinfo_output);

}  // namespace zh::render
