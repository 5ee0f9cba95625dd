-- `except Exception`, in Lua try(): catches errors and lets Cancelled through
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

local function w(name, fails)
  try(function()
    sleep(10)
    if fails then error("boom", 0) end
  end, function(e) say(name .. " caught " .. kind(e)) end)
  say(name .. " goes on")
end

local a, b = spawn("A", w, "A", true), spawn("B", w, "B", true)
local c = spawn("C", w, "C", false)
sleep(5)
b:cancel()
wait { a, b, c }
say("B cancelled " .. yn(b:cancelled()))
