#pragma once
#include <vector>

#include "check/evidence.h"

/// Like numbers that stand beside each other, each with its own names: the lists of prose and the columns of tables.
namespace zh::check {

struct Member {
  int id = -1;
  std::vector<Text> names;  ///< as they stand before the number; of a clause each
};
struct Family {
  std::vector<Member> members;
  Role measure = Role::level;  ///< level, growth, share; rate for all other percentages
  Text header;                 ///< of a column
  bool column = false;
};
/// A column and the block of its table.
struct Column {
  int block = 0;
  Family family;
};

/// The lists of a paragraph: numbers of one sentence and unit, without totals and without parts of a member.
std::vector<Family> families_of(const Evidence& evidence, const std::vector<int>& paragraph, std::size_t fewest);
/// The columns of all tables, without total rows.
std::vector<Column> columns_of(const Evidence& evidence);
/// Lines or items that stand below each other, each with a name in front: 东部 351万户 增长12.6%/中部 176.6万户 增长16%; the
/// first numbers of a kind. `header` is the first line.
std::vector<Column> families_below(const Evidence& evidence);
/// The only member that a name means; -1 for none or two. `leads`: the name may go on with other words, `rest`.
int member_called(const Family& family, View name, bool leads, Text& rest);
/// Words without those in front that say nothing of a measure: 数量, 占比, 居, 仍.
View without_place_words(View words);

/// The rules that ask them: O941, O942; as those of rules.h.
void check_tops(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
