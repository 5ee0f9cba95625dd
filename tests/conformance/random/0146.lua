-- random program 146
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  say("w1 4")
  say("w1 5 end")
end
local function w2()
  sleep(2)
  say("w2 7")
  sleep(1)
  say("w2 9")
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = lk:hold()
        say("w2 13 in")
        say("w2 15")
      end
      say("w2 17")
    end)
      if is(e, Timeout) then say("w2 11 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      ev:clear()
      do local ok, e = pcall(function()
        if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, Cancelled) then say("w2 20 cancelled uncancel")
          say("w2 20 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2 18 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 23 woken")
    end
  end)
    if is(e, Timeout) then say("w2 10 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 25 woken")
  end
  say("w2 26 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w3 29 in")
      local function f31()
        say("w3.f31 32")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f31 33 ok") elseif type(e) == "string" then say("w3.f31 33 err " .. kind(e)) else error(e, 0) end end
        ev:set()
        error("E35", 0)
      end
      do local dn, pn = wait({ spawn("f31", f31) }, { return_when = "all", timeout = 2 })
        say("w3 30 done " .. #dn .. " pending " .. #pn) end
      say("w3 got " .. q:get())
    end
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Cancelled) then say("w3 27 cancelled swallow")
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 38 ok") elseif type(e) == "string" then say("w3 38 err " .. kind(e)) else error(e, 0) end end
  q:put(39)
  say("w3 40 put 39")
  say("w3 42")
  say("w3 43 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 45 in")
    if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w4 48")
  end
  do local ok, e = pcall(function()
    if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4 51 ok") elseif type(e) == "string" then say("w4 51 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w4 49 cancelled err")
      error("X49", 0)
    elseif not ok then error(e, 0) end end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 53 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(30)
say('main ends')
