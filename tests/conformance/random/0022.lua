-- random program 22
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
  say("w1 got " .. q:get())
  ev:set()
  do local _ <close> = sm:hold()
    say("w1 4 in")
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  end
  sleep(2)
  say("w1 7")
  say("w1 barrier " .. br:wait())
  say("w1 9 end")
end
local function w2()
  local function f11()
    say("w2.f11 12")
    do local ok, e = pcall(timeout, 0, function()
      say("w2.f11 15")
      local function f17()
        say("w2.f11.f17 18")
        if not q:empty() then say("w2.f11.f17 took " .. q:get_nowait()) end
        sleep(1)
        say("w2.f11.f17 21")
        return "f17"
      end
      local function f22()
        say("w2.f11.f22 23")
        say("w2.f11.f22 count " .. current():cancelling())
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f11.f22 25 ok") elseif type(e) == "string" then say("w2.f11.f22 25 err " .. kind(e)) else error(e, 0) end end
        q:put(26)
        say("w2.f11.f22 27 put 26")
        return "f22"
      end
      do local dn, pn = wait({ spawn("f17", f17), spawn("f22", f22) }, { return_when = "first", timeout = 1 })
        say("w2.f11 16 done " .. #dn .. " pending " .. #pn) end
      if T.w2 then say("w2.f11 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w2.f11 13 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    sleep(2)
    say("w2.f11 31")
    error("E32", 0)
  end
  do local ok, e = pcall(function() say("w2 10 " .. wait_for(5, spawn("f11", f11))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 10 err " .. kind(e)) else error(e, 0) end end end
  say("w2 34")
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 36 end")
end
local function w3()
  local function f38()
    say("w3.f38 39")
    do local ok, e = pcall(timeout, 2, function()
      say("w3.f38 got " .. q:get())
      if T.w3 then say("w3.f38 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:full() then q:put_nowait(43) end
    end)
      if is(e, Timeout) then say("w3.f38 40 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f38 44 ok") elseif type(e) == "string" then say("w3.f38 44 err " .. kind(e)) else error(e, 0) end end
    ev:wait()
    say("w3.f38 46 ev")
    return "f38"
  end
  local function f47()
    say("w3.f47 48")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w3.f47 count " .. current():cancelling())
    sleep(3)
    say("w3.f47 52")
    return "f47"
  end
  for _, x in ipairs(gather({ spawn("f38", f38), spawn("f47", f47) }, { return_errors = true })) do
    say("w3 37 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(54) end
  say("w3 56")
  say("w3 57 end")
end
local function w4()
  local function f59()
    say("w4.f59 60")
    say("w4.f59 62")
    sleep(3)
    say("w4.f59 64")
    return "f59"
  end
  for _, x in ipairs(gather({ spawn("f59", f59) }, { return_errors = true })) do
    say("w4 58 " .. (x.ok and x.value or kind(x.error)))
  end
  q:put(65)
  say("w4 66 put 65")
  say("w4 68")
  say("w4 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
say('main cancels w2 ' .. yn(T.w2:cancel()))
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(3)
sleep(5)
say('main ends')
