#pragma once
#include "check/result.h"
#include "readback/reading.h"

namespace zh::check {

/// Checks one document: claims → relations → verdicts → findings. Pure: the same reading gives the same result.
Result check(const readback::Reading& reading);

}  // namespace zh::check
