#pragma once
#include "check/evidence.h"

/// The words around rates and their changes.
namespace zh::check {

/// 效率, 死亡率, 每万人…率: they are told to rise and fall by a part of themselves.
bool relative_rate(View words);
/// Whether words end in the name of a rate whose change is told in points.
bool names_rate(View words);
/// Of growths: 增速, 增幅.
bool names_pace(View words);
/// Where 比 or 较 compares: not in 同比, 占比, 较好; npos if nowhere. The last such place.
std::size_t than(View words);
/// Without the adverbs and lengths of time at the end of a subject.
View trimmed(View words);

/// What the words before a number say of a change: whose, against what, by which verb.
struct Change {
  View subject;   ///< empty: of what was told before
  View compared;  ///< behind 比 or 较
  View verb;
  int sign = 0;
  bool distance = false;  ///< 高, 快, 相差: of two things, not of two times
  explicit operator bool() const { return !verb.empty(); }
};
/// The change that words end with; none if they end with no verb of change.
Change change_in(View words);

/// The words of the clause before a number, from behind the last other quantity in it; 1至8月, 65岁以上 are no quantities.
/// What 、 parts from it is a clause of its own: 城镇化率61.6%、提高5.1%.
View words_of(const Evidence& evidence, const Claim& claim);

}  // namespace zh::check
