#pragma once
#include <vector>

#include "check/evidence.h"

/// Which rows and columns of a table the words of prose name.
namespace zh::check {

/// What a row is called, without numbering, brackets and 其中.
Text plain_row(const claim::Table& table, int row);
/// Rows whose names stand in the words, in the order of the words; a name within a longer one does not count.
std::vector<int> rows_named(const claim::Table& table, View words);
/// Columns whose header, or what of it is no measure of its own (同比, 占比), stands in the words.
std::vector<int> columns_named(const claim::Table& table, View words);
/// Whether a row stands for all: a total, 全国, 全市.
bool row_of_all(const claim::Table& table, int row);

}  // namespace zh::check
