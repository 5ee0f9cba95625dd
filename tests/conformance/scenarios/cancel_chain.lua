-- CAN-12: cancelling a task that awaits another cancels the innermost first
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

local function inner()
  local ok, e = pcall(sleep, 1000)
  if not ok then
    say("inner cancelled")
    sleep(5)
    say("inner cleaned")
    error(e, 0)
  end
end
local function middle(t)
  local ok, e = pcall(t.await, t)
  if not ok then say("middle cancelled") error(e, 0) end
end
local i = spawn("inner", inner)
local m = spawn("middle", middle, i)
sleep(10)
m:cancel()
say("cancel requested")
if not pcall(m.await, m) then say("main done waiting") end
say("inner " .. i:cancelling() .. " middle " .. m:cancelling())
