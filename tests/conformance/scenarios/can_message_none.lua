-- CAN-18: a Cancelled without a message stays so on its way up, whatever was said
-- to its task afterwards; a cancellation that meets no wait keeps its message
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

local function text(e) return e.message or "none" end

local function itself()
  current():cancel()
  return "lost"
end

local function says()
  local ok, e = pcall(sleep, 1000)
  if is(e, Cancelled) then say("swallowed") end
  current():cancel("the last")
  return "lost"
end

local g
local function gatherer()
  local t = spawn("I", itself)
  t:on_done(function()
    say("ended")
    g:cancel("too late")
  end)
  gather { t, spawn("L", sleep, 20) }
end

local function outer(t)
  local ok, e = pcall(t.await, t)
  if is(e, Cancelled) then say(t:name() .. ": " .. text(e)) end
end

g = spawn("G", gatherer)
outer(g)
local t = spawn("T", says)
sleep(1)
t:cancel("the first")
outer(t)
local u = spawn("U", itself)
u:cancel("not begun")
outer(u)
