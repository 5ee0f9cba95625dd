-- random program 97
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
  local function f2()
    say("w1.f2 3")
    say("w1.f2 5")
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(1, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = sm:hold()
    say("w1 7 in")
    sleep(3)
    say("w1 9")
  end
  say("w1 10 end")
end
local function w2()
  ev:set()
  do local _ <close> = lk:hold()
    say("w2 13 in")
    if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  say("w2 count " .. current():cancelling())
  local function f17()
    say("w2.f17 18")
    sleep(1)
    say("w2.f17 20")
    return "f17"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f17", f17)
    ev:clear()
    sleep(0)
    say("w2 23")
    local function f25()
      say("w2.f25 26")
      say("w2.f25 size " .. q:size())
      sleep(0)
      say("w2.f25 29")
      return "f25"
    end
    local function f30()
      say("w2.f30 31")
      say("w2.f30 got " .. q:get())
      error("E33", 0)
    end
    local function f34()
      say("w2.f34 35")
      ev:wait()
      say("w2.f34 37 ev")
      local function f39()
        say("w2.f34.f39 40")
        sleep(1)
        say("w2.f34.f39 42")
        say("w2.f34.f39 44")
        error("E45", 0)
      end
      for _, x in ipairs(gather({ spawn("f39", f39) }, { return_errors = true })) do
        say("w2.f34 38 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w2.f34 47")
      return "f34"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f25", f25)
      tg:spawn("f30", f30)
      tg:spawn("f34", f34)
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2 48 ok") elseif type(e) == "string" then say("w2 48 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w2 24 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w2 16 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 50")
  say("w2 51 end")
end
local function w3()
  local function f53()
    say("w3.f53 54")
    do local ok, e = pcall(timeout, 0, function()
      local function f57()
        say("w3.f53.f57 58")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f57"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f57", f57)
        if T.w1 then say("w3.f53 cancels w1 " .. yn(T.w1:cancel())) end
      end)
        if is(e, ErrorGroup) then say("w3.f53 56 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w3.f53 55 timeout") elseif not ok then error(e, 0) end end
    if T.w6 then say("w3.f53 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f53"
  end
  do local ok, e = pcall(function() say("w3 52 " .. wait_for(1, spawn("f53", f53))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 52 err " .. kind(e)) else error(e, 0) end end end
  q:put(62)
  say("w3 63 put 62")
  say("w3 64 end")
end
local function w4()
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  say("w4 67 end")
end
local function w5()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 68 ok") elseif type(e) == "string" then say("w5 68 err " .. kind(e)) else error(e, 0) end end
  local function f70()
    say("w5.f70 71")
    local function f73()
      say("w5.f70.f73 74")
      sleep(1)
      say("w5.f70.f73 76")
      if T.w1 then say("w5.f70.f73 cancels w1 " .. yn(T.w1:cancel())) end
      say("w5.f70.f73 79")
      return "f73"
    end
    local function f80()
      say("w5.f70.f80 81")
      if T.w3 then say("w5.f70.f80 cancels w3 " .. yn(T.w3:cancel())) end
      return "f80"
    end
    local function f83()
      say("w5.f70.f83 84")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f83"
    end
    do local dn, pn = wait({ spawn("f73", f73), spawn("f80", f80), spawn("f83", f83) }, { return_when = "all", timeout = 0 })
      say("w5.f70 72 done " .. #dn .. " pending " .. #pn) end
    if not q:full() then q:put_nowait(86) end
    sleep(2)
    say("w5.f70 88")
    return "f70"
  end
  local function f89()
    say("w5.f89 90")
    say("w5.f89 count " .. current():cancelling())
    return "f89"
  end
  local function f92()
    say("w5.f92 93")
    sleep(3)
    say("w5.f92 95")
    error("E96", 0)
  end
  for _, x in ipairs(gather({ spawn("f70", f70), spawn("f89", f89), spawn("f92", f92) }, { return_errors = true })) do
    say("w5 69 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 99")
  say("w5 100 end")
end
local function w6()
  if not q:full() then q:put_nowait(101) end
  q:put(102)
  say("w6 103 put 102")
  do local _ <close> = defer(function()
    sleep(0)
    say("w6 104 finally")
  end)
    if T.w6 then say("w6 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w6 107")
  end
  say("w6 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
