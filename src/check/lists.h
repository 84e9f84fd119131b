#pragma once
#include <vector>

#include "check/evidence.h"

namespace zh::check {

/// Numbers of one kind that a sentence lists: 食品145件、服装95件、家居55件.
struct List {
  std::vector<int> ids;
  std::size_t words_from = 0;  ///< in the passage: where the words that announce it begin
  bool uniform = false;        ///< only names, marks and brackets stand between
};

/// The lists of a paragraph, in order: runs of at least two like numbers, each with its own name, in neighbouring items or
/// clauses.
std::vector<List> lists_of(const Evidence& evidence, const std::vector<int>& paragraph);
/// The words in front of a list, back to the end of the sentence before.
View announcement(const Evidence& evidence, const List& list);

/// Whether numbers never rise, the one at place `skip` aside.
bool falls_without(const Evidence& evidence, const std::vector<int>& ids, std::size_t skip);
/// Whether words end in the same two characters, or in all of the shorter.
bool ends_alike(View a, View b);

/// Whether two names divide a whole: X and 非X or 不X, or a pair that the language itself makes exhaustive (城镇, 乡村).
bool whole_by_name(const Text& a, const Text& b);

/// 三项, 五类 in words: how many parts; 0 if not said.
int stated_parts(View words);
/// Whether nothing can be of two of these: 省级 and 市级, 大型 and 小型.
bool exclusive_by_name(const std::vector<Text>& names);
/// 基层机构36.6亿人次，内含甲6.6亿人次、乙9.0亿人次、丙13.9亿人次；其他机构2.7亿人次: what a stronger mark sets apart from a
/// list stands beside what the list is of.
bool left_list(const Evidence& evidence, const std::vector<int>& parts);
/// 处分334人，其中党纪处分315人、政务处分40人: parts that one person may have both of.
bool overlap_by_name(const Evidence& evidence, const std::vector<int>& parts);

/// The level of the number that a label or paragraph begins with: 一、 1, （一） 2, 1. 3, （1） 4, ① 5, A、 6; 0 without one.
int numbering_level(View label);

/// Small counts of different sentences, or each of its own segment, that happen to add up, outside tables: 31 = 30 + 1 is no
/// whole and its parts.
bool by_coincidence(const Evidence& evidence, int whole, const std::vector<int>& parts);

/// Whether words announce a total by 共: 共受理, 两项共; not 公共预算, 共同.
bool says_together(View words);
/// Whether words open the parts of what stands before them: 其中, 包括, 有：; not 另有, 国有.
bool opens_parts(View words);
/// Whether a sentence says that its items overlap: 同时持有两类, 交叉, 重复.
bool says_overlap(View sentence);

/// 办结 of 办结率; empty if the word before 率 is too short.
Text stem_of_rate(const Claim& c);

}  // namespace zh::check
