// Ranked lists and superlatives.
//
//   O901 order   a list that is announced as ranked falls: 前五位, 由高到低, 排在前面的
//   O902 order   最多, 最高, 居首: no neighbour is larger; 最低: none is smaller
//
// When contradictory: the words name the order (由高到低, 前N位依次), the list is uniform, and one place breaks it.
// When silent: lists without such words whose numbers do not fall.
#include <algorithm>

#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Order {
 public:
  Order(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (const List& list : lists_of(e_, all)) ranked(list);
      superlatives(all);
    }
  }

 private:
  void keep(const char* rule, Verdict verdict, const std::vector<int>& ids, const std::string& message) {
    Ledger::Entry entry;
    entry.rule = rule;
    entry.kind = "order";
    entry.verdict = verdict;
    entry.result = ids.front();
    entry.operands.assign(ids.begin() + 1, ids.end());
    entry.formula = joined(e_, ids, " ≥ ");
    entry.message = message.empty() ? entry.formula : message;
    entry.weight = 1;
    ledger_.add(std::move(entry));
  }

  void ranked(List list) {
    // 其他 closes a ranked list and is no part of the ranking.
    const Claim& tail = e_[list.ids.back()];
    if (list.ids.size() > 2 && (claim::contains(tail.before, U"其他") || claim::contains(tail.before, U"其余")))
      list.ids.pop_back();
    const View words = announcement(e_, list);
    const bool explicit_order =
        !claim::find_any(words, {U"由高到低", U"从高到低", U"由大到小", U"从大到小", U"由多到少", U"从多到少"}).empty();
    const bool top = has_top(words);
    const bool loose = explicit_order || top ||
                       !claim::find_any(words, {U"排名", U"排序", U"排在", U"居前", U"靠前", U"列前", U"依次", U"前列", U"较多",
                                                U"集中", U"主要", U"最", U"首", U"突出", U"重点"})
                            .empty();
    std::size_t breaks = 0, at = 0;
    for (std::size_t i = 0; i + 1 < list.ids.size(); ++i)
      if (e_[list.ids[i]].exact < e_[list.ids[i + 1]].exact) ++breaks, at = i;
    if (breaks == 0) {
      const bool distinct = e_[list.ids.front()].exact > e_[list.ids.back()].exact;
      if ((loose && distinct) || list.ids.size() >= 5) keep("O901", Verdict::consistent, list.ids, "");
      return;
    }
    if (breaks != 1 || !list.uniform || list.ids.size() < 3 || !(explicit_order || top) ||
        e_[list.ids.front()].kind == claim::Numeral::Kind::part)
      return;
    if (top && !explicit_order && claim::find_any(words, {U"依次", U"分别", U"为", U"是", U"："}).empty()) return;
    if (!claim::find_any(words, {U"下降", U"降幅", U"同比", U"增", U"各", U"并列"}).empty() && !explicit_order) return;
    // The break must be a real one, and its repair must be local: without one of the two the rest falls.
    const std::vector<int> pair = {list.ids[at], list.ids[at + 1]};
    if (!falls_without(list.ids, at) && !falls_without(list.ids, at + 1)) return;
    keep("O901", Verdict::contradictory, pair,
         "称按大小排列，而" + number_text(e_, pair[0]) + "之后是" + number_text(e_, pair[1]));
  }

  bool falls_without(const std::vector<int>& ids, std::size_t skip) const {
    const Claim* last = nullptr;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i == skip) continue;
      if (last != nullptr && last->exact < e_[ids[i]].exact) return false;
      last = &e_[ids[i]];
    }
    return true;
  }

  /// 前五位, 前10名, 前三
  static bool has_top(View words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (words[i] == U'前' && claim::one_of(words[i + 1], U"二三四五六七八九十两0123456789") &&
          !(i + 2 < words.size() && claim::one_of(words[i + 2], U"季个月年天")) &&
          !(i + 3 < words.size() && claim::one_of(words[i + 3], U"月季年天")))
        return true;
    return false;
  }

  void superlatives(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Claim& c = e_[all[i]];
      if (c.role == Role::count || c.role == Role::limit) continue;
      const View clause = e_.clause(c.id);
      const bool most =
          !claim::find_any(clause, {U"最多", U"最高", U"最大", U"居首", U"首位", U"第一", U"最猛", U"最快"}).empty();
      const bool least = !claim::find_any(clause, {U"最低", U"最少", U"最小"}).empty();
      if (most == least) continue;
      std::vector<int> others;
      bool holds = true;
      for (std::size_t j = 0; j < all.size(); ++j) {
        const Claim& o = e_[all[j]];
        if (o.id == c.id || o.sentence != c.sentence || o.kind != c.kind || o.role != c.role ||
            (!c.is_percentage() && o.noun != c.noun))
          continue;
        if (j < i && most && o.exact > c.exact) continue;  // the total it is part of
        others.push_back(o.id);
        holds = holds && (most ? o.exact <= c.exact : o.exact >= c.exact);
      }
      if (!holds || others.empty()) continue;
      std::vector<int> ids = {c.id};
      ids.insert(ids.end(), others.begin(), others.end());
      keep("O902", Verdict::consistent, ids, "");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_order(const Evidence& evidence, Ledger& ledger) { Order(evidence, ledger).run(); }

}  // namespace zh::check
