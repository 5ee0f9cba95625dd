-- random program 96
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
  sleep(2)
  say("w1 2")
  sleep(0)
  say("w1 4")
  q:put(5)
  say("w1 6 put 5")
  say("w1 7 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 9 in")
    say("w2 count " .. current():cancelling())
  end
  do local _ <close> = sm:hold()
    say("w2 12 in")
    ev:clear()
    local function f15()
      say("w2.f15 16")
      do local _ <close> = defer(function()
        say("w2.f15 17 finally")
      end)
        if T.w3 then say("w2.f15 cancels w3 " .. yn(T.w3:cancel())) end
        ev:set()
      end
      do local _ <close> = sm:hold()
        say("w2.f15 21 in")
        current():cancel()
        sleep(0)
        say("w2.f15 24")
        sleep(3)
        say("w2.f15 26")
      end
      local function f28()
        say("w2.f15.f28 29")
        sleep(1)
        say("w2.f15.f28 31")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f15.f28 32 ok") elseif type(e) == "string" then say("w2.f15.f28 32 err " .. kind(e)) else error(e, 0) end end
        return "f28"
      end
      for _, x in ipairs(gather({ spawn("f28", f28) }, { return_errors = true })) do
        say("w2.f15 27 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f15"
    end
    for _, x in ipairs(gather({ spawn("f15", f15) }, { return_errors = true })) do
      say("w2 14 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  current():cancel()
  if not q:full() then q:put_nowait(35) end
  say("w2 36 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    local function f39()
      say("w3.f39 40")
      local function f42()
        say("w3.f39.f42 43")
        if not q:empty() then say("w3.f39.f42 took " .. q:get_nowait()) end
        sleep(1)
        say("w3.f39.f42 46")
        return "f42"
      end
      local function f47()
        say("w3.f39.f47 48")
        ev:set()
        say("w3.f39.f47 51")
        return "f47"
      end
      local function f52()
        say("w3.f39.f52 53")
        sleep(1)
        say("w3.f39.f52 55")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f39.f52 56 ok") elseif type(e) == "string" then say("w3.f39.f52 56 err " .. kind(e)) else error(e, 0) end end
        return "f52"
      end
      do local dn, pn = wait({ spawn("f42", f42), spawn("f47", f47), spawn("f52", f52) }, { return_when = "all", timeout = nil })
        say("w3.f39 41 done " .. #dn .. " pending " .. #pn) end
      sleep(0)
      say("w3.f39 58")
      say("w3.f39 60")
      return "f39"
    end
    local function f61()
      say("w3.f61 62")
      say("w3.f61 64")
      sleep(0)
      say("w3.f61 66")
      return "f61"
    end
    for _, x in ipairs(gather({ spawn("f39", f39), spawn("f61", f61) }, { return_errors = true })) do
      say("w3 38 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(5)
    say("w3 68")
  end)
    if is(e, Timeout) then say("w3 37 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  sleep(1)
  say("w3 71")
  sleep(0)
  say("w3 73")
  sleep(1)
  say("w3 75")
  say("w3 76 end")
end
local function w4()
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w4 77 ok") elseif type(e) == "string" then say("w4 77 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w4 79")
  do local _ <close> = lk:hold()
    say("w4 81 in")
    sleep(1)
    say("w4 83")
    if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(3)
  say("w4 86")
  say("w4 87 end")
end
local function w5()
  q:put(88)
  say("w5 89 put 88")
  do local _ <close> = lk:hold()
    say("w5 91 in")
    ev:clear()
    sleep(0)
    say("w5 94")
    say("w5 count " .. current():cancelling())
  end
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(2)
sleep(10)
say('main ends')
