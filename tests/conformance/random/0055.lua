-- random program 55
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(1)
  say("w1 2")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = sm:hold()
    say("w1 5 in")
    do local _ <close> = defer(function()
      say("w1 6 finally")
    end)
      local function f8()
        say("w1.f8 9")
        if not q:empty() then say("w1.f8 took " .. q:get_nowait()) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f8"
      end
      local function f12()
        say("w1.f12 13")
        ev:set()
        return "f12"
      end
      for _, x in ipairs(gather({ spawn("f8", f8), spawn("f12", f12) }, { return_errors = true })) do
        say("w1 7 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w1 16")
    end
    say("w1 18")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1 21 woken")
      end
    end)
      if is(e, Cancelled) then say("w1 19 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 23 end")
end
local function w2()
  if not q:full() then q:put_nowait(24) end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = lk:hold()
      say("w2 28 in")
      sleep(2)
      say("w2 30")
    end
    ev:wait()
    say("w2 32 ev")
  end)
    if is(e, Timeout) then say("w2 26 timeout") elseif not ok then error(e, 0) end end
  q:put(33)
  say("w2 34 put 33")
  say("w2 got " .. q:get())
  say("w2 36 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  say("w3 got " .. q:get())
  q:put(39)
  say("w3 40 put 39")
  say("w3 41 end")
end
local function w4()
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(function()
    local function f45()
      say("w4.f45 46")
      do local ok, e = pcall(timeout, 3, function()
        if T.w1 then say("w4.f45 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(49) end
        sleep(1)
        say("w4.f45 51")
      end)
        if is(e, Timeout) then say("w4.f45 47 timeout") elseif not ok then error(e, 0) end end
      say("w4.f45 53")
      ev:clear()
      return "f45"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f45", f45) }, { timeout = nil }) do say("w4 44 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 44 err " .. kind(e)) else error(e, 0) end end end
    sleep(2)
    say("w4 56")
  end)
    if is(e, Cancelled) then say("w4 43 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 58 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(1)
sleep(2)
sleep(30)
say('main ends')
