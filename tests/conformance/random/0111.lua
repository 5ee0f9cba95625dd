-- random program 111
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
    q:put(2)
    say("w1 3 put 2")
    local function f5()
      say("w1.f5 6")
      do local ok, e = pcall(timeout, 5, function()
        sleep(3)
        say("w1.f5 9")
      end)
        if is(e, Timeout) then say("w1.f5 7 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        ev:clear()
        if not q:full() then q:put_nowait(12) end
        ev:set()
      end)
        if is(e, Timeout) then say("w1.f5 10 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1.f5 15 in")
        say("w1.f5 17")
        q:put(18)
        say("w1.f5 19 put 18")
      end
      return "f5"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f5", f5) }, { timeout = 1 }) do say("w1 4 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 4 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 0, function()
      local function f22()
        say("w1.f22 23")
        sleep(2)
        say("w1.f22 25")
        if T.w2 then say("w1.f22 cancels w2 " .. yn(T.w2:cancel())) end
        return "f22"
      end
      for _, x in ipairs(gather({ spawn("f22", f22) }, { return_errors = true })) do
        say("w1 21 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f28()
        say("w1.f28 29")
        say("w1.f28 31")
        if not q:empty() then say("w1.f28 took " .. q:get_nowait()) end
        say("w1.f28 count " .. current():cancelling())
        return "f28"
      end
      for _, x in ipairs(gather({ spawn("f28", f28) }, { return_errors = true })) do
        say("w1 27 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Timeout) then say("w1 20 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = defer(function()
    say("w1 35 finally")
  end)
    sleep(1)
    say("w1 37")
    say("w1 39")
    q:put(40)
    say("w1 41 put 40")
  end
  say("w1 42 end")
end
local function w2()
  do local ok, e = pcall(function()
    say("w2 45")
    do local _ <close> = sm:hold()
      say("w2 47 in")
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
      do local ok, e = pcall(function()
        sleep(5)
        say("w2 51")
      end)
        if is(e, Cancelled) then say("w2 49 cancelled err")
          error("X49", 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2 53 woken")
      end
    end
    local function f55()
      say("w2.f55 56")
      do local _ <close> = defer(function()
        sleep(1)
        say("w2.f55 57 finally")
      end)
        sleep(5)
        say("w2.f55 59")
      end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f55 60 ok") elseif type(e) == "string" then say("w2.f55 60 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f55 62 in")
        if T.w1 then say("w2.f55 cancels w1 " .. yn(T.w1:cancel())) end
      end
      return "f55"
    end
    local function f64()
      say("w2.f64 65")
      sleep(0)
      say("w2.f64 67")
      if not q:empty() then say("w2.f64 took " .. q:get_nowait()) end
      say("w2.f64 got " .. q:get())
      error("E70", 0)
    end
    local function f71()
      say("w2.f71 72")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f71 73 ok") elseif type(e) == "string" then say("w2.f71 73 err " .. kind(e)) else error(e, 0) end end
      error("E74", 0)
    end
    do local dn, pn = wait({ spawn("f55", f55), spawn("f64", f64), spawn("f71", f71) }, { return_when = "first_error", timeout = 2 })
      say("w2 54 done " .. #dn .. " pending " .. #pn) end
  end)
    if is(e, Cancelled) then say("w2 43 cancelled uncancel")
      say("w2 43 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(0)
  say("w2 76")
  ev:wait()
  say("w2 78 ev")
  ev:clear()
  sleep(2)
  say("w2 81")
  say("w2 82 end")
end
local function w3()
  if not q:full() then q:put_nowait(83) end
  sleep(3)
  say("w3 85")
  do local _ <close> = defer(function()
    sleep(0)
    say("w3 86 finally")
  end)
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  end
  say("w3 88 end")
end
local function w4()
  sleep(0)
  say("w4 90")
  local function f92()
    say("w4.f92 93")
    do local _ <close> = sm:hold()
      say("w4.f92 95 in")
      local function f97()
        say("w4.f92.f97 98")
        ev:clear()
        q:put(100)
        say("w4.f92.f97 101 put 100")
        sleep(2)
        say("w4.f92.f97 103")
        return "f97"
      end
      local function f104()
        say("w4.f92.f104 105")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if not q:full() then q:put_nowait(107) end
        say("w4.f92.f104 count " .. current():cancelling())
        return "f104"
      end
      local function f109()
        say("w4.f92.f109 110")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w4.f92.f109 111 ok") elseif type(e) == "string" then say("w4.f92.f109 111 err " .. kind(e)) else error(e, 0) end end
        sleep(2)
        say("w4.f92.f109 113")
        return "f109"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f97", f97), spawn("f104", f104), spawn("f109", f109) }, { timeout = nil }) do say("w4.f92 96 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f92 96 err " .. kind(e)) else error(e, 0) end end end
    end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f92 114 ok") elseif type(e) == "string" then say("w4.f92 114 err " .. kind(e)) else error(e, 0) end end
    return "f92"
  end
  local function f115()
    say("w4.f115 116")
    say("w4.f115 118")
    sleep(5)
    say("w4.f115 120")
    if T.w1 then say("w4.f115 cancels w1 " .. yn(T.w1:cancel())) end
    return "f115"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f92", f92)
    tg:spawn("f115", f115)
  end)
    if is(e, ErrorGroup) then say("w4 91 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 122 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
sleep(2)
sleep(5)
say('main ends')
