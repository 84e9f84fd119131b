#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "document/document.h"
#include "report/ledger.h"

namespace zh::render {

struct AnnexCell {
  std::string text;
  std::optional<Decimal> number = {};  ///< as printed; then `text` is not shown
  bool mark = false;                   ///< `text` says why there is no number: [缺失]
};

/// A table or a chart's data as a tidy table: one header row with unique names, one kind of thing a column.
struct AnnexSheet {
  std::string name;   ///< 表1-1; made unique and short by the writer
  std::string title;  ///< 表1-1　2023年……
  std::string notes;
  std::vector<std::string> header;
  std::vector<std::vector<AnnexCell>> rows;
};

/// One for each table and figure, in reading order.
std::vector<AnnexSheet> annex_sheets(const document::Document& document, const report::Ledger& ledger);

}  // namespace zh::render
