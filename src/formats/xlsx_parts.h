#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/number_format.h"
#include "formats/sheet.h"
#include "formats/xml.h"

/// Handlers of the single parts of an .xlsx workbook.
namespace zh::formats {

std::string_view attribute(const XmlHandler::Attributes& attributes, std::string_view name);
/// "AB12" → zero-based row and column; false for anything else.
bool parse_cell_name(std::string_view name, int& row, int& column);
/// Undoes _x000D_ and its like.
std::string unescape_x(std::string_view text);

/// "xl/worksheets/sheet1.xml" → "xl/worksheets/", and "xl/worksheets/_rels/sheet1.xml.rels".
std::string folder_of(const std::string& path);
std::string relationships_of(const std::string& path);

struct Relationships final : XmlHandler {
  struct Target {
    std::string type, path;
  };
  std::string folder;  ///< of the part that has the relationships, "xl/"
  std::map<std::string, Target, std::less<>> by_id;
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}
};

struct WorkbookPart final : XmlHandler {
  struct Entry {
    std::string name, id;
    bool hidden;
  };
  std::vector<Entry> sheets;
  bool date1904 = false;
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}
};

struct SharedStrings final : XmlHandler {
  std::vector<std::string> strings;
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  std::string current_;
  bool in_text_ = false;
  int phonetic_ = 0;
};

struct Styles final : XmlHandler {
  std::vector<NumberFormat> formats;  ///< by the cell's style number
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view name) override;
  void characters(std::string_view) override {}

 private:
  std::map<int, std::string> codes_;
  bool in_cell_formats_ = false;
};

}  // namespace zh::formats
