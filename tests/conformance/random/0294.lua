-- random program 294
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function()
      say("w1 barrier " .. br:wait())
    end)
      if is(e, Cancelled) then say("w1 2 cancelled cleanup")
        sleep(1)
        say("w1 2 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w1 5 in")
      do local ok, e = pcall(function()
        say("w1 count " .. current():cancelling())
        ev:clear()
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1 6 cancelled cleanup")
          sleep(1)
          say("w1 6 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1 11 in")
        if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
        sleep(1)
        say("w1 14")
      end
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  local function f16()
    say("w1.f16 17")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f16 19 woken")
    end
    return "f16"
  end
  do local ok, e = pcall(function() say("w1 15 " .. wait_for(1, spawn("f16", f16))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 15 err " .. kind(e)) else error(e, 0) end end end
  say("w1 20 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 22 in")
    do local ok, e = pcall(function()
      say("w2 count " .. current():cancelling())
    end)
      if is(e, Cancelled) then say("w2 23 cancelled cleanup")
        sleep(2)
        say("w2 23 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  do local ok, e = pcall(function()
    local function f27()
      say("w2.f27 28")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f27"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f27", f27) }, { timeout = nil }) do say("w2 26 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 26 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w2 25 cancelled uncancel")
      say("w2 25 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(30) end
  if not q:full() then q:put_nowait(31) end
  say("w2 32 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  local function f35()
    say("w3.f35 36")
    if T.w1 then say("w3.f35 cancels w1 " .. yn(T.w1:cancel())) end
    return "f35"
  end
  local function f38()
    say("w3.f38 39")
    local function f41()
      say("w3.f38.f41 42")
      sleep(0)
      say("w3.f38.f41 44")
      if T.w3 then say("w3.f38.f41 cancels w3 " .. yn(T.w3:cancel())) end
      sleep(1)
      say("w3.f38.f41 47")
      return "f41"
    end
    do local ok, e = pcall(function() say("w3.f38 40 " .. wait_for(1, spawn("f41", f41))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f38 40 err " .. kind(e)) else error(e, 0) end end end
    if T.w3 then say("w3.f38 cancels w3 " .. yn(T.w3:cancel())) end
    error("E49", 0)
  end
  local function f50()
    say("w3.f50 51")
    ev:wait()
    say("w3.f50 53 ev")
    ev:clear()
    return "f50"
  end
  do local ok, e = pcall(function() say("w3 34 got " .. table.concat({ gather { spawn("f35", f35), spawn("f38", f38), spawn("f50", f50) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 34 err " .. kind(e)) else error(e, 0) end end end
  say("w3 55 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(5)
ev:set()
sleep(30)
say('main ends')
