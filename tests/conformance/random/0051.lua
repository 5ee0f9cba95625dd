-- random program 51
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
  do local ok, e = pcall(timeout, 5, function()
    local function f3()
      say("w1.f3 4")
      local function f6()
        say("w1.f3.f6 7")
        say("w1.f3.f6 got " .. q:get())
        if not q:full() then q:put_nowait(9) end
        ev:clear()
        return "f6"
      end
      local function f11()
        say("w1.f3.f11 12")
        sleep(0)
        say("w1.f3.f11 14")
        return "f11"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6), spawn("f11", f11) }, { timeout = 0 }) do say("w1.f3 5 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 5 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f3 got " .. q:get())
      do local _ <close> = sm:hold()
        say("w1.f3 17 in")
        ev:wait()
        say("w1.f3 19 ev")
        say("w1.f3 got " .. q:get())
        if T.w2 then say("w1.f3 cancels w2 " .. yn(T.w2:cancel())) end
      end
      return "f3"
    end
    do local ok, e = pcall(function() say("w1 2 " .. wait_for(0, spawn("f3", f3))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      say("w1 24")
      sleep(0)
      say("w1 26")
    end)
      if is(e, Cancelled) then say("w1 22 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  local function f28()
    say("w1.f28 29")
    local function f31()
      say("w1.f28.f31 32")
      say("w1.f28.f31 34")
      do local ok, e = pcall(timeout, 2, function()
        say("w1.f28.f31 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1.f28.f31 35 timeout") elseif not ok then error(e, 0) end end
      error("E37", 0)
    end
    do local ok, e = pcall(function() say("w1.f28 30 " .. wait_for(5, spawn("f31", f31))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f28 30 err " .. kind(e)) else error(e, 0) end end end
    return "f28"
  end
  do local dn, pn = wait({ spawn("f28", f28) }, { return_when = "first_error", timeout = 2 })
    say("w1 27 done " .. #dn .. " pending " .. #pn) end
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 count " .. current():cancelling())
  say("w1 40 end")
end
local function w2()
  do local ok, e = pcall(timeout, 5, function()
    do local _ <close> = defer(function()
      say("w2 42 finally")
    end)
      local function f44()
        say("w2.f44 45")
        ev:wait()
        say("w2.f44 47 ev")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w2.f44 50")
        return "f44"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f44", f44)
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2 51 ok") elseif type(e) == "string" then say("w2 51 err " .. kind(e)) else error(e, 0) end end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        ev:set()
      end)
        if is(e, ErrorGroup) then say("w2 43 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
      sleep(5)
      say("w2 56")
    end
  end)
    if is(e, Timeout) then say("w2 41 timeout") elseif not ok then error(e, 0) end end
  say("w2 58")
  say("w2 59 end")
end
local function w3()
  do local ok, e = pcall(function()
    say("w3 barrier " .. br:wait())
    do local ok, e = pcall(function()
      do local _ <close> = sm:hold()
        say("w3 64 in")
        ev:wait()
        say("w3 66 ev")
        ev:clear()
        if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      sleep(0)
      say("w3 71")
    end)
      if is(e, Cancelled) then say("w3 62 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:wait()
    say("w3 73 ev")
  end)
    if is(e, Cancelled) then say("w3 60 cancelled cleanup")
      sleep(3)
      say("w3 60 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w3 75")
  sleep(2)
  say("w3 77")
  sleep(5)
  say("w3 79")
  say("w3 80 end")
end
local function w4()
  local function f82()
    say("w4.f82 83")
    do local ok, e = pcall(function()
      do local _ <close> = defer(function()
        sleep(1)
        say("w4.f82 85 finally")
      end)
        if not q:full() then q:put_nowait(86) end
      end
      if not q:full() then q:put_nowait(87) end
    end)
      if is(e, Cancelled) then say("w4.f82 84 cancelled err")
        error("X84", 0)
      elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(88) end
    q:put(89)
    say("w4.f82 90 put 89")
    return "f82"
  end
  local function f91()
    say("w4.f91 92")
    q:put(93)
    say("w4.f91 94 put 93")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if not q:empty() then say("w4.f91 took " .. q:get_nowait()) end
    return "f91"
  end
  local function f97()
    say("w4.f97 98")
    q:put(99)
    say("w4.f97 100 put 99")
    if T.w1 then say("w4.f97 cancels w1 " .. yn(T.w1:cancel())) end
    say("w4.f97 103")
    return "f97"
  end
  do local dn, pn = wait({ spawn("f82", f82), spawn("f91", f91), spawn("f97", f97) }, { return_when = "first", timeout = 1 })
    say("w4 81 done " .. #dn .. " pending " .. #pn) end
  ev:clear()
  say("w4 106")
  if not q:full() then q:put_nowait(107) end
  say("w4 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:full() then q:put_nowait(0) end
say('main cancels w1 ' .. yn(T.w1:cancel()))
say('main cancels w1 ' .. yn(T.w1:cancel()))
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(5)
say('main ends')
