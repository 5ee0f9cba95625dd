-- CND-1: wait and notify need the lock held, by anyone
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

local c = condition()
for _, name in ipairs { "wait", "notify", "notify_all" } do
  if not pcall(c[name], c) then say(name .. " refused") end
end
local h = spawn("H", function()
  local _ <close> = c:hold()
  sleep(10)
end)
sleep(5)
c:notify()
say("notify while another holds it")
h:await()
