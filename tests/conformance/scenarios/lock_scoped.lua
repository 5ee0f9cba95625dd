-- LOCK-12: the scoped form releases on an error and on a cancel
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

local function fails(l)
  local _ <close> = l:hold()
  say("fails in")
  sleep(5)
  error("boom", 0)
end

local function long(l)
  local _ <close> = l:hold()
  say("long in")
  local _ <close> = defer(function()
    sleep(5)
    say("long cleaned")
  end)
  sleep(1000)
end

local l = lock()
local f, g = spawn("F", fails, l), spawn("L", long, l)
sleep(10)
g:cancel()
do
  local _ <close> = l:hold()
  say("main in")
end
say("F " .. kind(f:error()) .. " L cancelled " .. yn(g:cancelled()) .. " locked " .. yn(l:locked()))
