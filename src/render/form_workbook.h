#pragma once
#include <string>
#include <vector>

#include "formats/sheet.h"

namespace zh::render {

/// One cell of a form as it is handed to a department.
struct FormCell {
  enum class Look {
    nothing,  ///< outside the table
    title,    ///< of the form, centred
    line,     ///< who fills it in, units, remarks
    header,   ///< of the table
    label,    ///< of a row
    remark,   ///< of a row, small
    entry,    ///< to be filled in; what is known already may stand there
  };
  Look look = Look::nothing;
  std::string text;
  bool number = false;  ///< `text` is a numeral as the sheet stores it
  int decimals = -1;    ///< of a number that is to be shown with so many; -1: as it is
  bool percent = false;
};

struct FormSheet {
  std::string name;
  std::vector<std::vector<FormCell>> rows;
  std::vector<formats::CellRange> merges;
  std::vector<int> widths;  ///< characters, one a column
  int frozen_rows = 0;      ///< lines that stay in sight
};

/// A workbook of forms (.xlsx) for a spreadsheet program: bordered tables, cells to fill in set off by their colour, A4
/// landscape. Same forms, same bytes.
std::string write_form_workbook(const std::vector<FormSheet>& sheets);

}  // namespace zh::render
