-- WA-2: "first" returns two turns after the first end, with all that has ended
-- by then
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

local function w(name, turns)
  sleep(5)
  for _ = 1, turns do sleep(0) end
  say(name .. " ends")
end

local function names(ts)
  local l = {}
  for i, t in ipairs(ts) do l[i] = t:name() end
  table.sort(l)
  return #l > 0 and table.concat(l, " ") or "-"
end

local ts = { spawn("A", w, "A", 0), spawn("B", w, "B", 1), spawn("C", w, "C", 2), spawn("D", w, "D", 3) }
local done, pending = wait(ts, { return_when = "first" })
say("done " .. names(done) .. " pending " .. names(pending))
wait(ts)
