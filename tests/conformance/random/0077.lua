-- random program 77
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
  if not q:full() then q:put_nowait(1) end
  ev:set()
  say("w1 4")
  say("w1 5 end")
end
local function w2()
  local function f7()
    say("w2.f7 8")
    if T.w2 then say("w2.f7 cancels w2 " .. yn(T.w2:cancel())) end
    local function f11()
      say("w2.f7.f11 12")
      local function f14()
        say("w2.f7.f11.f14 15")
        say("w2.f7.f11.f14 17")
        if T.w2 then say("w2.f7.f11.f14 cancels w2 " .. yn(T.w2:cancel())) end
        return "f14"
      end
      for _, x in ipairs(gather({ spawn("f14", f14) }, { return_errors = true })) do
        say("w2.f7.f11 13 " .. (x.ok and x.value or kind(x.error)))
      end
      if not q:full() then q:put_nowait(19) end
      local function f21()
        say("w2.f7.f11.f21 22")
        q:put(23)
        say("w2.f7.f11.f21 24 put 23")
        return "f21"
      end
      local function f25()
        say("w2.f7.f11.f25 26")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f25"
      end
      for _, x in ipairs(gather({ spawn("f21", f21), spawn("f25", f25) }, { return_errors = true })) do
        say("w2.f7.f11 20 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E28", 0)
    end
    do local ok, e = pcall(function() say("w2.f7 10 " .. wait_for(1, spawn("f11", f11))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f7 10 err " .. kind(e)) else error(e, 0) end end end
    sleep(0)
    say("w2.f7 30")
    return "f7"
  end
  do local ok, e = pcall(function() say("w2 6 " .. wait_for(5, spawn("f7", f7))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 6 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function()
    local function f33()
      say("w2.f33 34")
      if not q:empty() then say("w2.f33 took " .. q:get_nowait()) end
      return "f33"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f33", f33)
    end)
      if is(e, ErrorGroup) then say("w2 32 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(3)
    say("w2 37")
    sleep(5)
    say("w2 39")
  end)
    if is(e, Cancelled) then say("w2 31 cancelled uncancel")
      say("w2 31 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w2 41")
  do local ok, e = pcall(function()
    ev:set()
    do local _ <close> = sm:hold()
      say("w2 45 in")
      sleep(2)
      say("w2 47")
      local function f49()
        say("w2.f49 50")
        ev:set()
        ev:set()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f49 53 ok") elseif type(e) == "string" then say("w2.f49 53 err " .. kind(e)) else error(e, 0) end end
        return "f49"
      end
      local function f54()
        say("w2.f54 55")
        if not q:full() then q:put_nowait(56) end
        error("E57", 0)
      end
      local function f58()
        say("w2.f58 59")
        say("w2.f58 61")
        return "f58"
      end
      do local dn, pn = wait({ spawn("f49", f49), spawn("f54", f54), spawn("f58", f58) }, { return_when = "all", timeout = 2 })
        say("w2 48 done " .. #dn .. " pending " .. #pn) end
      ev:set()
    end
    say("w2 count " .. current():cancelling())
  end)
    if is(e, Cancelled) then say("w2 42 cancelled err")
      error("X42", 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 64 ok") elseif type(e) == "string" then say("w2 64 err " .. kind(e)) else error(e, 0) end end
  say("w2 65 end")
end
local function w3()
  do local _ <close> = defer(function()
    say("w3 66 finally")
  end)
    sleep(1)
    say("w3 68")
    if T.w5 then say("w3 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(0)
    say("w3 71")
  end
  local function f73()
    say("w3.f73 74")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f73 75 ok") elseif type(e) == "string" then say("w3.f73 75 err " .. kind(e)) else error(e, 0) end end
    say("w3.f73 77")
    return "f73"
  end
  local function f78()
    say("w3.f78 79")
    say("w3.f78 81")
    return "f78"
  end
  do local ok, e = pcall(function() say("w3 72 got " .. table.concat({ gather { spawn("f73", f73), spawn("f78", f78) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 72 err " .. kind(e)) else error(e, 0) end end end
  say("w3 82 end")
end
local function w4()
  sleep(3)
  say("w4 84")
  ev:set()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 87 woken")
  end
  say("w4 88 end")
end
local function w5()
  sleep(1)
  say("w5 90")
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  sleep(1)
  say("w5 94")
  sleep(1)
  say("w5 96")
  say("w5 97 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(30)
say('main ends')
