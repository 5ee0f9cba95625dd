-- TASK-4: awaiting a failed task raises its error, each time, without suspending
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

local function bad()
  error("boom", 0)
end

local function other(t, name)
  local ok, e = pcall(t.await, t)
  if not ok then say(name .. " caught " .. kind(e)) end
end

local t = spawn("bad", bad)
local a = spawn("A", other, t, "A")
local b = spawn("B", other, t, "B")
wait { a, b }
for _ = 1, 2 do
  local ok, e = pcall(t.await, t)
  if not ok then say("main caught " .. kind(e)) end
end
say("error " .. kind(t:error()))
