#pragma once
#include <unordered_map>
#include <vector>

#include "check/evidence.h"

/// What the readings of shares that hold and the weighing of those that do not have in common.
namespace zh::check {

struct ShareTies {
  explicit ShareTies(const Evidence& evidence);

  const Evidence& evidence;
  std::vector<int> amounts;       ///< all amounts of the document, in order
  std::vector<int> base_of;       ///< by claim: the whole that a share was found to be of, or -1
  std::vector<int> numerator_of;  ///< by claim: the part, or -1

  std::unordered_map<int, std::vector<int>> shares_of;  ///< by part: the shares that were found to be of it

  /// A share was found to be that of a part in a whole.
  void bind(int share, int numerator, int base);
  /// Whether an amount may be part or whole of a share.
  bool usable(int id) const;
  /// Whether two numbers are neighbours of one list: 91.7%和8.3%.
  bool listed(int a, int b) const;
  /// Whether a share stands right behind an amount and its own clause names nothing else.
  bool adjacent(int amount, int share) const;
  /// Whether the words at an amount say the stem, not its negation.
  bool says(int id, const Text& stem) const;
  /// Whether the base of a share, as far as it is named, is an amount of the document.
  static bool base_printed(const Claim& c);
  /// The amounts that the words in front of a part name as what it is part of: 不起诉人员中，相对不起诉471人，占78.8%.
  std::vector<int> announced(const Claim& share, const Claim& part) const;
  /// The amounts of the paragraph that bear the name in front of a share: 街道165个…；街道最多，占48.1%.
  std::vector<int> by_subject(const Claim& share) const;
  /// The amount before whose noun the words before 占 of the paragraph's i-th number name: 起数, 死亡人数; -1 if they name
  /// none.
  int counted(const std::vector<int>& paragraph, std::size_t i) const;
  /// The totals of tables right before the paragraph that count what the part counts.
  std::vector<int> table_totals(const Claim& share, const Claim& part) const;
  /// Both are counted or both are measured.
  static bool same_measure(const Claim& a, const Claim& b);
  /// 昆明市, 全省, 全国: as the base of a share it means what is counted there, not what bears its name.
  static bool is_place(const Text& base);
  /// Whether an amount has a share of its own that names no base: then it is a part like the others, not their whole, as long
  /// as no words (其中, 占商品类的) say so between it and the share.
  bool peer_of(int whole, int share) const;
  /// 抽查15种产品，不合格率17.7%: kinds of products are not what a rate is of.
  static bool of_kinds(const Claim& rate, const Claim& part);
};

/// How many shares joined by one mark or 和 begin with the paragraph's i-th number: 54.1%、34.6%和11.3%; 0 if it is none.
std::size_t joined_shares(const Evidence& evidence, const std::vector<int>& paragraph, std::size_t i);
/// Ties shares of a paragraph to the whole that their siblings agree on, and tells those that fail there.
void sibling_shares(ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph);
/// Tells the shares of a paragraph that hold for another whole than their siblings or their own words name.
void wrong_wholes(const ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph);
/// Ties shares of a paragraph that name no whole, or only a total, to that of the shares before.
void last_wholes(ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph);
/// Queues the readings of the paragraph's i-th number, a share that nothing explains.
void miss_share(const ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph, std::size_t i);

}  // namespace zh::check
