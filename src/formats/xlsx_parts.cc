#include "formats/xlsx_parts.h"

#include <charconv>

#include "base/text.h"

namespace zh::formats {
namespace {

int to_int(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() ? value : otherwise;
}

/// "xl/" + "../docProps/a.xml" → "docProps/a.xml"; "/xl/a.xml" → "xl/a.xml".
std::string resolve(const std::string& folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string() : folder;
  while (!target.empty()) {
    const std::size_t slash = target.find('/');
    const std::string_view step = target.substr(0, slash);
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path.erase(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    } else if (!step.empty() && step != ".") {
      path += step;
      if (slash != std::string_view::npos) path += '/';
    }
    if (slash == std::string_view::npos) break;
    target.remove_prefix(slash + 1);
  }
  return path;
}

}  // namespace

std::string_view attribute(const XmlHandler::Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

bool parse_cell_name(std::string_view name, int& row, int& column) {
  std::size_t i = 0;
  int c = 0;
  while (i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 3) c = c * 26 + (name[i++] - 'A' + 1);
  const int r = to_int(name.substr(i), 0);
  if (i == 0 || r < 1) return false;
  row = r - 1;
  column = c - 1;
  return true;
}

std::string unescape_x(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    if (text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_') {
      const auto result = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      if (result.ec == std::errc() && result.ptr == text.data() + i + 6) {
        if (code != '\r') append_utf8(out, code);
        i += 6;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

bool Relationships::start(std::string_view name, const Attributes& attributes) {
  if (name != "Relationship" || attribute(attributes, "TargetMode") == "External") return true;
  const std::string_view type = attribute(attributes, "Type");
  const std::size_t slash = type.rfind('/');
  by_id[std::string(attribute(attributes, "Id"))] = {
      std::string(slash == std::string_view::npos ? type : type.substr(slash + 1)),
      resolve(folder, attribute(attributes, "Target"))};
  return true;
}

bool WorkbookPart::start(std::string_view name, const Attributes& attributes) {
  if (name == "workbookPr") {
    const std::string_view value = attribute(attributes, "date1904");
    date1904 = value == "1" || value == "true";
  } else if (name == "sheet") {
    const std::string_view state = attribute(attributes, "state");
    sheets.push_back({std::string(attribute(attributes, "name")), std::string(attribute(attributes, "r:id")),
                      state == "hidden" || state == "veryHidden"});
  }
  return true;
}

bool SharedStrings::start(std::string_view name, const Attributes&) {
  if (name == "si")
    current_.clear();
  else if (name == "rPh")
    ++phonetic_;  // how a word is pronounced is not part of it
  else if (name == "t")
    in_text_ = phonetic_ == 0;
  return true;
}

bool SharedStrings::end(std::string_view name) {
  if (name == "si")
    strings.push_back(unescape_x(current_));
  else if (name == "rPh")
    --phonetic_;
  else if (name == "t")
    in_text_ = false;
  return true;
}

void SharedStrings::characters(std::string_view text) {
  if (in_text_) current_ += text;
}

bool Styles::start(std::string_view name, const Attributes& attributes) {
  if (name == "numFmt") {
    codes_[to_int(attribute(attributes, "numFmtId"), -1)] = std::string(attribute(attributes, "formatCode"));
  } else if (name == "cellXfs") {
    in_cell_formats_ = true;
  } else if (name == "xf" && in_cell_formats_) {
    const int id = to_int(attribute(attributes, "numFmtId"), 0);
    const auto own = codes_.find(id);
    formats.push_back(parse_number_format(own != codes_.end() ? std::string_view(own->second) : builtin_number_format(id)));
  }
  return true;
}

bool Styles::end(std::string_view name) {
  if (name == "cellXfs") in_cell_formats_ = false;
  return true;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string relationships_of(const std::string& path) {
  const std::string folder = folder_of(path);
  return folder + "_rels/" + path.substr(folder.size()) + ".rels";
}

}  // namespace zh::formats
