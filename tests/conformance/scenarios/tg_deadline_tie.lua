-- TG-33: a deadline and a child's error at one instant
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function bad(first, second)
  sleep(first)
  sleep(second)
  error("boom", 0)
end

local function report(name, ok, e, s)
  if is(e, Timeout) then say(name .. " Timeout") end
  if is(e, ErrorGroup) then say(name .. " " .. kind(e) .. " expired " .. yn(s:expired())) end
end

local function attempt(name, first, second)
  local keep
  local ok, e = pcall(timeout, 10, function(s)
    keep = s
    task_group(function(tg)
      tg:spawn("bad", bad, first, second)
      tg:spawn("W", sleep, 1000)
      sleep(1000)
    end)
  end)
  report(name, ok, e, keep)
  say("cancelling " .. current():cancelling())
  sleep(20)
end

local function attempt_moved(name)
  local keep
  local ok, e = pcall(timeout, 500, function(s)
    keep = s
    task_group(function(tg)
      tg:spawn("bad", bad, 10, 0)
      sleep(0)
      sleep(0)
      s:reschedule(10)
      sleep(1000)
    end)
  end)
  report(name, ok, e, keep)
  say("cancelling " .. current():cancelling())
  sleep(20)
end

local function attempt_child_first(name)
  local function outer()
    local keep
    local ok, e = pcall(timeout, 20, function(s)
      keep = s
      task_group(function(tg)
        tg:spawn("bad", bad, 10, 10)
        sleep(0)
        s:reschedule(500)
        sleep(10)
        sleep(0)
        s:reschedule(10)
        sleep(1000)
      end)
    end)
    report(name, ok, e, keep)
  end
  spawn("outer", outer):await()
  sleep(20)
end

attempt("deadline registered first", 10, 0)
attempt("in two steps", 4, 6)
attempt_moved("child registered first")
attempt_child_first("moved")
