-- SH-1: value and error come through
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

local function good()
  sleep(5)
  return "value"
end

local function bad()
  sleep(5)
  error("boom", 0)
end

say(shield(spawn("good", good)))
local ok, e = pcall(shield, spawn("bad", bad))
if not ok then say("caught " .. kind(e)) end
say(shield(good))
