-- random program 232
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  q:put(2)
  say("w1 3 put 2")
  say("w1 4 end")
end
local function w2()
  q:put(5)
  say("w2 6 put 5")
  local function f8()
    say("w2.f8 9")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    do local _ <close> = sm:hold()
      say("w2.f8 12 in")
      sleep(1)
      say("w2.f8 14")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local ok, e = pcall(function()
        if T.w2 then say("w2.f8 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w2.f8 16 cancelled err")
          error("X16", 0)
        elseif not ok then error(e, 0) end end
    end
    return "f8"
  end
  for _, x in ipairs(gather({ spawn("f8", f8) }, { return_errors = true })) do
    say("w2 7 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 barrier " .. br:wait())
  sleep(1)
  say("w2 20")
  sleep(2)
  say("w2 22")
  say("w2 23 end")
end
local function w3()
  say("w3 25")
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 28 woken")
    end
    q:put(29)
    say("w3 30 put 29")
  end)
    if is(e, Cancelled) then say("w3 26 cancelled uncancel")
      say("w3 26 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  local function f32()
    say("w3.f32 33")
    current():cancel()
    ev:clear()
    return "f32"
  end
  do local ok, e = pcall(function() say("w3 31 " .. wait_for(2, spawn("f32", f32))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 31 err " .. kind(e)) else error(e, 0) end end end
  say("w3 36 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
