#include "check/times.h"

#include <algorithm>

namespace zh::check {

Text times(const Evidence& evidence, const Claim& c) {
  Text out;
  if (c.table >= 0) return out;
  const View text = evidence.passage(c.id).text;
  std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
  Text run;
  for (const char32_t ch : text.substr(from, c.start - from)) {
    if (claim::is_digit(ch) || claim::one_of(ch, U"-—~至一二三四上下半前")) {
      run += ch;
      continue;
    }
    if (claim::one_of(ch, U"年月季") && !run.empty()) out.append(run).push_back(ch);
    run.clear();
  }
  return out;
}

Text period(const Evidence& evidence, const Claim& c) {
  const auto says_time = [](View words) { return words.find_first_of(U"年月季") != View::npos; };
  if (c.table >= 0) {
    const claim::Table& t = evidence.claims.tables[static_cast<std::size_t>(c.table)];
    for (const Text* text : {&t.header[static_cast<std::size_t>(c.column)], &t.row_label[static_cast<std::size_t>(c.row)]})
      for (std::size_t i = 0; i + 1 < text->size(); ++i)
        if (claim::is_digit((*text)[i])) {
          std::size_t end = i;
          while (end < text->size() && (claim::is_digit((*text)[end]) || claim::one_of((*text)[end], U"年月季度末底—-~至")))
            ++end;
          const Text own = text->substr(i, end - i);
          if (says_time(own)) return own;
          i = end;
        }
    return {};
  }
  if (c.role == Role::prior)
    if (const View word = claim::find_any(c.clause_before, {U"上年同期", U"去年同期", U"上年末", U"去年末", U"上年", U"去年",
                                                            U"上月", U"上季度", U"年初", U"同期"});
        !word.empty())
      return Text(word);
  // The nearest year or date of the sentence, with what continues it: 2023年1—9月.
  int last = -1;
  constexpr std::size_t kMostOfSentence = 2000;
  for (int id = c.id; id-- > 0 && evidence[id].passage == c.passage && evidence[id].sentence == c.sentence &&
                      c.start - evidence[id].start < kMostOfSentence;)
    if ((evidence[id].kind == claim::Numeral::Kind::year || evidence[id].kind == claim::Numeral::Kind::date) &&
        evidence[id].depth <= c.depth) {
      // 自2015年以来 tells since when.
      if (!claim::starts_with(View(evidence.passage(id).text).substr(evidence[id].noun_end), U"以来")) last = id;
      break;
    }
  if (last < 0) return {};
  const View text = evidence.passage(c.id).text;
  std::size_t end = evidence[last].end;
  while (end < c.start && claim::one_of(text[end], U"年月日末底季度")) ++end;
  std::size_t start = evidence[last].start;
  while (start > 0 && (claim::is_digit(text[start - 1]) || claim::one_of(text[start - 1], U"年月日季—-~至"))) --start;
  return Text(text.substr(start, end - start));
}

namespace {

/// The years of a text, in order: 2016 of 2016年, 2016-2018.
std::vector<Text> years_of(View text) {
  constexpr std::size_t kDigits = 4;
  std::vector<Text> out;
  for (std::size_t i = 0; i + kDigits <= text.size(); ++i) {
    const auto digit = [&](std::size_t k) { return k < text.size() && claim::is_digit(text[k]); };
    if (!digit(i) || (i > 0 && (digit(i - 1) || text[i - 1] == U'.'))) continue;
    std::size_t end = i;
    while (digit(end)) ++end;
    const View year = text.substr(i, end - i);
    if (year.size() == kDigits && (claim::starts_with(year, U"19") || claim::starts_with(year, U"20")) && end < text.size() &&
        claim::one_of(text[end], U"年-—–至~"))
      out.emplace_back(year);
    i = end;
  }
  return out;
}

}  // namespace

bool paragraphs_of_other_years(const Evidence& evidence, const Claim& a, const Claim& b) {
  if (a.table >= 0 || b.table >= 0 || a.passage == b.passage) return false;
  const std::vector<Text> x = years_of(evidence.passage(a.id).text), y = years_of(evidence.passage(b.id).text);
  return !x.empty() && !y.empty() && x.front() != y.front();
}

bool other_years(const Evidence& evidence, const Claim& prose, const claim::Table& table) {
  const std::vector<Text> own = years_of(evidence.passage(prose.id).text);
  if (own.empty()) return false;
  std::vector<Text> told = years_of(table.caption);
  for (const Text& header : table.header) {
    const std::vector<Text> more = years_of(header + U"年");
    told.insert(told.end(), more.begin(), more.end());
  }
  // Else those of the paragraph before it.
  if (told.empty())
    for (auto it = evidence.claims.passages.rbegin(); it != evidence.claims.passages.rend(); ++it)
      if (it->block < table.block) {
        if (it->cell < 0) told = years_of(it->text);
        break;
      }
  return !told.empty() && std::find(told.begin(), told.end(), own.front()) == told.end();
}

bool other_time(const Evidence& evidence, const Claim& a, const Claim& b) {
  if (const Text x = times(evidence, a); !x.empty()) {
    const Text y = times(evidence, b);
    if (!y.empty() && x != y && !claim::contains(x, y) && !claim::contains(y, x)) return true;
  }
  static const claim::Words kTimes = {U"上年", U"去年", U"同期", U"累计", U"当月", U"本月",
                                      U"上月", U"年初", U"期初", U"计划", U"预算", U"目标"};
  return claim::find_any(a.clause_before, kTimes) != claim::find_any(b.clause_before, kTimes);
}

}  // namespace zh::check
