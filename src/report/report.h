#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "document/document.h"
#include "expr/expr.h"
#include "report/ledger.h"
#include "store/store.h"

namespace zh::report {

struct Chapter {
  std::string file;  ///< report/1-economy.md
  std::string text;
};

struct Input {
  document::Meta meta;
  std::vector<Chapter> chapters;  ///< in order; numbered from 第一章 unless their first heading is {.unnumbered}
  const expr::Environment* environment = nullptr;
  expr::Context context;
  const std::vector<store::Register>* registers = nullptr;
  const Overrides* overrides = nullptr;  ///< numbers that were decided by hand
  bool all_overrides = true;             ///< an override of a number that the report does not have is a fault
};

struct Output {
  document::Document document;
  Ledger ledger;
  int chapters = 0, figures = 0, tables = 0, cases = 0;
  std::vector<Location> literals;   ///< numerals that the chapters mark as names: [37]{.literal}; `note` has the text
  std::set<std::string> registers;  ///< names of those that are printed
};

/// Chapters and facts → the document. All faults of all chapters at once; with faults the output is marked, not usable.
Output compose(const Input& input, Diagnostics& faults);

/// One wording: help and docs come from this table.
struct Wording {
  const char* name;   ///< 同比
  const char* ascii;  ///< growth
  const char* parameters;
  const char* documentation;
  const char* example;
};
const std::vector<Wording>& wordings();

}  // namespace zh::report
