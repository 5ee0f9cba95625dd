-- random program 4
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
  do local _ <close> = defer(function()
    sleep(0)
    say("w1 1 finally")
  end)
    do local ok, e = pcall(timeout, 5, function()
      sleep(1)
      say("w1 4")
      local function f6()
        say("w1.f6 7")
        ev:clear()
        sleep(0)
        say("w1.f6 10")
        return "f6"
      end
      local function f11()
        say("w1.f11 12")
        ev:clear()
        return "f11"
      end
      local function f14()
        say("w1.f14 15")
        sleep(1)
        say("w1.f14 17")
        return "f14"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f6", f6)
        tg:spawn("f11", f11)
        tg:spawn("f14", f14)
      end)
        if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  end
  do local _ <close> = sm:hold()
    say("w1 19 in")
    say("w1 barrier " .. br:wait())
  end
  do local _ <close> = lk:hold()
    say("w1 22 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 24 woken")
    end
    local function f26()
      say("w1.f26 27")
      if T.w4 then say("w1.f26 cancels w4 " .. yn(T.w4:cancel())) end
      return "f26"
    end
    for _, x in ipairs(gather({ spawn("f26", f26) }, { return_errors = true })) do
      say("w1 25 " .. (x.ok and x.value or kind(x.error)))
    end
    local function f30()
      say("w1.f30 31")
      say("w1.f30 33")
      say("w1.f30 35")
      return "f30"
    end
    do local ok, e = pcall(function() say("w1 29 " .. wait_for(1, spawn("f30", f30))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 29 err " .. kind(e)) else error(e, 0) end end end
  end
  local function f37()
    say("w1.f37 38")
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(function()
        ev:wait()
        say("w1.f37 42 ev")
      end)
        if is(e, Cancelled) then say("w1.f37 40 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      ev:clear()
    end)
      if is(e, Timeout) then say("w1.f37 39 timeout") elseif not ok then error(e, 0) end end
    say("w1.f37 45")
    error("E46", 0)
  end
  for _, x in ipairs(gather({ spawn("f37", f37) }, { return_errors = true })) do
    say("w1 36 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  say("w1 48 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 50 in")
    if not q:full() then q:put_nowait(51) end
  end
  sleep(2)
  say("w2 53")
  if not q:full() then q:put_nowait(54) end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(2)
  say("w2 57")
  say("w2 58 end")
end
local function w3()
  local function f60()
    say("w3.f60 61")
    local function f63()
      say("w3.f60.f63 64")
      do local _ <close> = lk:hold()
        say("w3.f60.f63 66 in")
        say("w3.f60.f63 68")
      end
      return "f63"
    end
    do local ok, e = pcall(function() say("w3.f60 62 " .. wait_for(1, spawn("f63", f63))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f60 62 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f60 69 ok") elseif type(e) == "string" then say("w3.f60 69 err " .. kind(e)) else error(e, 0) end end
    sleep(2)
    say("w3.f60 71")
    return "f60"
  end
  local function f72()
    say("w3.f72 73")
    if T.w1 then say("w3.f72 cancels w1 " .. yn(T.w1:cancel())) end
    say("w3.f72 76")
    return "f72"
  end
  do local dn, pn = wait({ spawn("f60", f60), spawn("f72", f72) }, { return_when = "all", timeout = 1 })
    say("w3 59 done " .. #dn .. " pending " .. #pn) end
  say("w3 78")
  q:put(79)
  say("w3 80 put 79")
  ev:wait()
  say("w3 82 ev")
  q:put(83)
  say("w3 84 put 83")
  say("w3 85 end")
end
local function w4()
  do local ok, e = pcall(timeout, 0, function()
    say("w4 size " .. q:size())
    if not q:full() then q:put_nowait(88) end
  end)
    if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    ev:clear()
  end)
    if is(e, Cancelled) then say("w4 89 cancelled cleanup")
      sleep(2)
      say("w4 89 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 92 end")
end
local function w5()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w5 93 ok") elseif type(e) == "string" then say("w5 93 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w5 95 in")
    do local ok, e = pcall(function()
      do local _ <close> = sm:hold()
        say("w5 98 in")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w5 99 ok") elseif type(e) == "string" then say("w5 99 err " .. kind(e)) else error(e, 0) end end
        if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
      end
      if not q:empty() then say("w5 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w5 96 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  sleep(0)
  say("w5 103")
  say("w5 105")
  say("w5 106 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(30)
say('main ends')
