#pragma once
#include <string>
#include <vector>

#include "formats/sheet.h"
#include "ingest/ingest.h"

namespace zh::ingest {

/// What a cell is after someone typed `text` into it: in a percentage cell 13.4 is 13.4%, as spreadsheet programs take it; a
/// number format that sets decimals stays, else they are those typed. Formulas are typed over.
formats::Cell typed_over(const formats::Sheet& sheet, int row, int column, const std::string& text);

/// Types the edits of `file` into its sheets; those whose sheet or cell does not exist are passed over (project/impact reports
/// them).
void apply_edits(const std::vector<CellEdit>& edits, const std::string& file, formats::Workbook& book);

/// The sheet of that name (compared folded), or the only one for an empty name; nullptr if there is none.
formats::Sheet* sheet_named(formats::Workbook& book, const std::string& name);

}  // namespace zh::ingest
