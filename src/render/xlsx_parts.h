#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "formats/xml.h"

/// The few SpreadsheetML parts that we write. Numbers are decimal text as they are known: 97.04 never
/// becomes 97.040000000000006.
namespace zh::render {

inline constexpr const char* kWorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
inline constexpr const char* kWorksheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
inline constexpr const char* kSheetStylesType = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
inline constexpr const char* kTableType = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml";

/// Cell formats of sheet_styles_xml; numbers with d decimals (0 … kMaxShownDecimals) use number_0 + d.
enum class SheetStyle : int { plain = 0, header = 1, wrapped = 2, marker = 3, title = 4, number_0 = 5 };
inline constexpr int kMaxShownDecimals = 8;

/// Streams one worksheet, row by row, cell by cell.
class SheetWriter {
 public:
  SheetWriter();
  void begin_row();
  void text(std::string_view text, SheetStyle style);
  void number(const Decimal& value);
  void skip() { ++column_; }
  int rows() const { return row_; }
  struct Finish {
    std::vector<int> widths = {};  ///< characters, one a column; empty: default
    bool frozen_header = false;
    std::string table_relationship = {};  ///< rId of a table part, or empty
  };
  std::string take(const Finish& finish);

 private:
  formats::XmlWriter rows_{false};
  int row_ = 0, column_ = 0;
  bool row_open_ = false;
};

/// name and relationship of each sheet, in order.
std::string workbook_xml(const std::vector<std::pair<std::string, std::string>>& sheets);
std::string sheet_styles_xml();
/// The number format that shows `decimals` digits after the point: "0", "0.00".
std::string format_code(int decimals);

}  // namespace zh::render
