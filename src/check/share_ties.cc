// What the words and the place of a share say of its part and its whole.
#include <algorithm>

#include "check/search.h"
#include "check/shares.h"

namespace zh::check {

ShareTies::ShareTies(const Evidence& evidence_in)
    : evidence(evidence_in), base_of(evidence_in.all.size(), -1), numerator_of(evidence_in.all.size(), -1) {
  for (const Claim& c : evidence.all)
    if (c.is_amount() && c.role != Role::change && c.exact.sign() > 0) amounts.push_back(c.id);
}

void ShareTies::bind(int share, int numerator, int base) {
  base_of[static_cast<std::size_t>(share)] = base;
  numerator_of[static_cast<std::size_t>(share)] = numerator;
  shares_of[numerator].push_back(share);
}

bool ShareTies::says(int id, const Text& stem) const {
  const Text words = claim::together(evidence[id].before, evidence[id].after);
  for (std::size_t at = words.find(stem); at != Text::npos; at = words.find(stem, at + 1))
    if (at == 0 || !claim::one_of(words[at - 1], U"不未")) return true;
  return false;
}

std::vector<int> ShareTies::announced(const Claim& share, const Claim& part) const {
  // 不起诉人员中，相对不起诉471人，占78.8%；法定不起诉29人，占4.8%
  constexpr std::size_t kLongest = 14, kMost = 3;
  const View text = evidence.passage(share.id).text;
  if (share.passage != part.passage || part.start > share.start) return {};
  std::size_t from = claim::start_behind(text, part.start, U"。！？\n");
  const View words = text.substr(from, part.start - from);
  for (std::size_t at = words.rfind(U'中'); at != View::npos && at >= 2; at = words.rfind(U'中', at - 1)) {
    if (at + 1 < words.size() && !claim::one_of(words[at + 1], U"，、：")) continue;
    std::size_t begin = at;
    while (begin > 0 && !claim::one_of(words[begin - 1], U"，；：、（）()") && at - begin < kLongest) --begin;
    View name = words.substr(begin, at - begin);
    for (const View lead : {View(U"其"), View(U"在"), View(U"全部"), View(U"所有"), View(U"上述")})
      if (claim::starts_with(name, lead)) name.remove_prefix(lead.size());
    const Text whole(claim::strip_name(name));
    if (whole.size() < 2) continue;
    // 起诉104人 is not of 不起诉人员.
    const Text lead = whole.substr(0, std::min<std::size_t>(whole.size(), 3));
    return evidence.named(whole, part.id, 60, kMost, [&](const Claim& x) {
      return claim::contains(x.table >= 0 || x.name_inherited ? x.name : x.clause_before, lead) && usable(x.id) &&
             x.exact > part.exact && (x.noun == part.noun || part.noun.empty() || x.noun.empty());
    });
  }
  return {};
}

std::vector<int> ShareTies::by_subject(const Claim& share) const {
  constexpr std::size_t kMost = 2;
  const int p = evidence.paragraph(share.id);
  if (share.role != Role::share || p < 0) return {};
  const View text = evidence.passage(share.id).text;
  const std::vector<int>& all = evidence.paragraphs()[static_cast<std::size_t>(p)];
  std::size_t from = claim::start_behind(text, share.start, U"。！？\n");
  for (const int id : all)
    if (id < share.id && evidence[id].noun_end > from) from = evidence[id].noun_end;
  View words = text.substr(from, share.start - from);
  const std::size_t of = words.rfind(U'占');
  if (of == View::npos) return {};
  words = words.substr(0, of);
  // 电梯最多，占31.1%: the word that ranks it is no part of the name, nor is a clause that only ranks.
  Text name;
  while (!words.empty() && name.size() < 2) {
    const std::size_t mark = words.find_last_of(U"，；：。（）()、");
    View piece = mark == View::npos ? words : words.substr(mark + 1);
    words = mark == View::npos ? View() : words.substr(0, mark);
    for (bool cut = true; cut;) {
      cut = false;
      for (const View tail :
           {View(U"最多"),   View(U"最少"),     View(U"最高"),     View(U"最大"),   View(U"居首位"), View(U"居首"),
            View(U"居第一"), View(U"位居第一"), View(U"名列第一"), View(U"排第一"), View(U"居第二"), View(U"一类"),
            View(U"一项"),   View(U"一地"),     View(U"一家"),     View(U"为主"),   View(U"仍"),     View(U"只"),
            View(U"就"),     View(U"则"),       View(U"的"),       View(U"中")})
        if (claim::ends_with(piece, tail) && piece.size() > tail.size()) piece.remove_suffix(tail.size()), cut = true;
    }
    name = Text(claim::strip_name(piece));
  }
  if (name.size() < 2) return {};
  std::vector<int> out;
  for (auto it = all.rbegin(); it != all.rend() && out.size() < kMost; ++it) {
    const Claim& x = evidence[*it];
    if (*it >= share.id || !usable(*it) || x.vague() || x.name_inherited || x.name.size() < 2) continue;
    if (x.name == name || claim::ends_with(x.name, name) || claim::ends_with(name, x.name)) out.push_back(*it);
  }
  return out;
}

std::vector<int> ShareTies::table_totals(const Claim& share, const Claim& part) const {
  constexpr int kNear = 3;  // blocks
  constexpr std::size_t kMost = 3;
  std::vector<int> out;
  for (auto it = evidence.claims.tables.rbegin(); it != evidence.claims.tables.rend() && out.size() < kMost; ++it) {
    if (it->block >= share.block || share.block - it->block > kNear) continue;
    for (int row = it->rows - 1; row >= it->header_rows; --row) {
      if (!it->total[static_cast<std::size_t>(row)]) continue;
      for (int column = 0; column < it->columns && out.size() < kMost; ++column)
        if (const int id = it->at(row, column); id >= 0 && usable(id) && !evidence[id].vague() && !evidence[id].noun.empty() &&
                                                evidence[id].noun == part.noun && evidence[id].exact > part.exact)
          out.push_back(id);
      break;
    }
  }
  return out;
}

bool ShareTies::usable(int id) const {
  const Claim& c = evidence[id];
  return c.is_amount() && c.role != Role::prior && c.role != Role::change && c.exact.sign() >= 0 && !evidence.mean(id);
}

bool ShareTies::listed(int a, int b) const {
  const Claim &x = evidence[a], &y = evidence[b];
  if (x.kind != y.kind || x.clause != y.clause) return false;
  const View between = evidence.between(a, b);
  return between == U"、" || between == U"和" || between == U"与" || between == U"及" || between == U"，" || between == U"以及";
}

bool ShareTies::adjacent(int amount, int share) const {
  if (evidence[amount].passage != evidence[share].passage || evidence[amount].segment != evidence[share].segment ||
      evidence.between(amount, share).size() > 8)
    return false;
  // 其他20起，电气原因占39.8%: of what the share's own clause names.
  const Claim& c = evidence[share];
  const std::size_t of = c.clause_before.rfind(U'占');
  if (c.clause == evidence[amount].clause || of == Text::npos) return true;
  const Text own(claim::strip_name(View(c.clause_before).substr(0, of)));
  return own.size() < 2 || claim::likeness(own, evidence[amount].name) >= 60;
}

bool ShareTies::of_kinds(const Claim& rate, const Claim& part) {
  return rate.role == Role::rate && !part.noun.empty() && claim::one_of(part.noun[0], U"种类");
}

bool ShareTies::base_printed(const Claim& c) {
  if (c.base.empty()) return true;
  const Text base(claim::strip_name(c.base));
  if (!claim::find_any(base, {U"预算", U"计划", U"目标", U"任务", U"进度"}).empty()) return false;
  if (base.size() < 2 || !claim::find_any(base, {U"总数", U"总量", U"全部", U"受理量"}).empty()) return true;
  return !is_place(base);
}

bool ShareTies::same_measure(const Claim& a, const Claim& b) {
  return claim::is_measured(a.noun) == claim::is_measured(b.noun) || a.noun.empty() || b.noun.empty();
}

bool ShareTies::is_place(const Text& base) { return base.size() <= 5 && claim::one_of(base.back(), U"市省县区国州镇乡"); }

bool ShareTies::peer_of(int whole, int share) const {
  const Claim &w = evidence[whole], &c = evidence[share];
  if (whole + 1 >= static_cast<int>(evidence.all.size()) || w.passage != c.passage || whole >= share) return false;
  const Claim& own = evidence[whole + 1];
  if (own.id == share || own.role != Role::share || own.segment != w.segment || own.clause - w.clause > 1 || !own.base.empty())
    return false;
  const View between = evidence.between(own.id, share);
  if (claim::contains(between, U"其中") || claim::contains(between, U"中，")) return false;
  for (int id = own.id + 1; id <= share; ++id)
    if (evidence[id].role == Role::share && !evidence[id].base.empty()) return false;
  return evidence[share].sentence == w.sentence;
}

int ShareTies::counted(const std::vector<int>& paragraph, std::size_t i) const {
  constexpr std::size_t kLongest = 8;
  const Claim& c = evidence[paragraph[i]];
  const std::size_t of = c.before.rfind(U'占');
  if (c.role != Role::share || of == View::npos || of > kLongest) return -1;
  View words = View(c.before).substr(0, of);
  while (!words.empty() && claim::one_of(words.back(), U"只仅却则也就约都均")) words.remove_suffix(1);
  while (!words.empty() && claim::one_of(words.front(), U"，、；其")) words.remove_prefix(1);
  if (words.size() < 2 || words.back() != U'数') return -1;
  const char32_t noun = words[words.size() - 2];
  const std::size_t fate = words.find_first_of(U"死亡伤遇");
  for (std::size_t j = i; j-- > 0 && c.sentence - evidence[paragraph[j]].sentence <= 2;) {
    const Claim& x = evidence[paragraph[j]];
    if (!usable(paragraph[j]) || x.noun.size() != 1 || x.noun[0] != noun) continue;
    if (fate == View::npos || x.clause_before.find_first_of(words[fate] == U'伤' ? U"伤" : U"死亡遇") != View::npos)
      return paragraph[j];
  }
  return -1;
}

std::size_t joined_shares(const Evidence& evidence, const std::vector<int>& paragraph, std::size_t i) {
  const auto share = [&](std::size_t at) {
    const Claim& c = evidence[paragraph[at]];
    return c.kind == claim::Numeral::Kind::percent && (c.role == Role::share || c.role == Role::percent) && !c.vague() &&
           c.exact.sign() > 0;
  };
  if (!share(i)) return 0;
  std::size_t k = 1;
  while (i + k < paragraph.size() && share(i + k)) {
    const View between = evidence.between(paragraph[i + k - 1], paragraph[i + k]);
    if (between.size() != 1 || !claim::one_of(between[0], U"、和，及与")) break;
    ++k;
  }
  return k;
}

}  // namespace zh::check
